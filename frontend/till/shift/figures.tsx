/** X on the screen. What should lie in the drawer is not shown: the count at the close is blind. */

import { money, t } from "../../kit/words.ts";
import type { Report, TenderMethod } from "../protocol.ts";
import { methodWord } from "../receipt/method_word.ts";

export function Figures({ report }: { report: Report }) {
  const amount = (minor: number) => money(minor, report.currency);
  const methods = Object.entries(report.by_tender).filter(([method]) => method !== "cash");
  return (
    <dl class="totals">
      <dt>{t("Receipts")}</dt>
      <dd data-testid="receipts">{report.receipts}</dd>
      <dt>{t("Sales")}</dt>
      <dd>{amount(report.sales_minor)}</dd>
      <dt>{t("Brought back")}</dt>
      <dd>{amount(-report.returns_minor)}</dd>
      <dt>{t("Discounts")}</dt>
      <dd>{amount(-report.discounts_minor)}</dd>
      {methods.map(([method, minor]) => (
        <Tendered key={method} method={method as TenderMethod} text={amount(minor)} />
      ))}
      <dt>{t("Float")}</dt>
      <dd>{amount(report.float_minor)}</dd>
      <dt>{t("Cash in")}</dt>
      <dd>{amount(report.cash_in_minor)}</dd>
      <dt>{t("Cash out")}</dt>
      <dd>{amount(-report.cash_out_minor)}</dd>
    </dl>
  );
}

function Tendered({ method, text }: { method: TenderMethod; text: string }) {
  return (
    <>
      <dt>{methodWord(method)}</dt>
      <dd>{text}</dd>
    </>
  );
}
