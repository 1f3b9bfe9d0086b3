/** X and Z on paper, and the slip of cash that went in or out. */

import type { Report, TenderMethod } from "../protocol.ts";
import { centred, heading, type Paper, pair, type Row, RULE, type Saying, SPACE, sum, text } from "./paper.ts";
import { methodName } from "./receipt_of.ts";

/** Where and when, and by whom. */
export interface Reported {
  readonly shop: string;
  readonly till: string;
  readonly cashier: string;
  readonly openedAt: string;
  readonly at: string;
}

/** `counted` is what was found at the close; an X has none. */
export function reportPaper(report: Report, counted: number | null, reported: Reported, say: Saying): Paper {
  const title = counted === null ? say.t("X report") : say.t("Z report {number}", { number: report.number });
  return [
    heading(title),
    ...whereRows(reported, say),
    pair(say.t("Opened"), say.moment(reported.openedAt)),
    RULE,
    pair(say.t("Receipts"), String(report.receipts)),
    pair(say.t("Sales"), say.amount(report.sales_minor)),
    pair(say.t("Brought back"), say.amount(-report.returns_minor)),
    pair(say.t("Discounts"), say.amount(-report.discounts_minor)),
    pair(say.t("Tax"), say.amount(report.tax_minor)),
    pair(say.t("Rounding"), say.amount(report.rounding_minor)),
    RULE,
    ...Object.entries(report.by_tender).map(([method, minor]) =>
      pair(say.t(methodName(method as TenderMethod)), say.amount(minor)),
    ),
    RULE,
    ...drawerRows(report, counted, say),
  ];
}

/** Cash put in or taken out, to be signed and laid into the drawer. */
export function cashSlip(
  moved: { readonly amount_minor: number; readonly reason: string; readonly note: string },
  currency: string,
  reported: Reported,
  say: Saying,
): Paper {
  const title = moved.amount_minor > 0 ? say.t("Cash in") : say.t("Cash out");
  return [
    heading(title),
    ...whereRows(reported, say),
    RULE,
    text(moved.reason),
    ...(moved.note === "" ? [] : [text(moved.note)]),
    sum(currency, say.amount(Math.abs(moved.amount_minor))),
    SPACE,
    SPACE,
    text(`${say.t("Signed")}: ____________________`),
  ];
}

function whereRows({ shop, till, cashier, at }: Reported, say: Saying): readonly Row[] {
  return [centred(shop), pair(till, say.moment(at)), text(cashier)];
}

function drawerRows(report: Report, counted: number | null, say: Saying): readonly Row[] {
  const rows = [
    pair(say.t("Float"), say.amount(report.float_minor)),
    pair(say.t("Cash"), say.amount(report.by_tender.cash ?? 0)),
    pair(say.t("Cash in"), say.amount(report.cash_in_minor)),
    pair(say.t("Cash out"), say.amount(-report.cash_out_minor)),
  ];
  const expected = `${say.t("Should be there")} ${report.currency}`;
  if (counted === null) return [...rows, sum(expected, say.amount(report.expected_minor))];
  return [
    ...rows,
    pair(expected, say.amount(report.expected_minor)),
    pair(say.t("Counted"), say.amount(counted)),
    sum(say.t("Difference"), say.amount(counted - report.expected_minor)),
  ];
}
