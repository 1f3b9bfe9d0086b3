/** A receipt of this very till, found in its own journal: goods come back without a network too. Pure. */

import type { Entry, FoundLine, FoundOrder, Sold, SoldLine } from "../protocol.ts";
import { lessReturned } from "./less_returned.ts";

/** The receipt of this number as an order is found, less what came back to this till since; null when it is not here. */
export function findOwn(entries: readonly Entry[], number: string): FoundOrder | null {
  const wanted = number.trim().toUpperCase();
  const entry = entries.filter(isSold).find((each) => each.body.number.toUpperCase() === wanted);
  return entry ? lessReturned(ownReceipt(entry), receiptsOf(entries)) : null;
}

/** Receipts of this till with goods on them, newest first: what the list shows before anything was asked. */
export function lastOwn(entries: readonly Entry[], most: number): FoundOrder[] {
  const receipts = receiptsOf(entries).filter((sold) => sold.returned.length > 0);
  const newest = entries
    .filter(isSold)
    .filter((entry) => entry.body.lines.length > 0)
    .slice(-most);
  return newest.reverse().map((entry) => lessReturned(ownReceipt(entry), receipts));
}

export function receiptsOf(entries: readonly Entry[]): Sold[] {
  return entries.filter(isSold).map((entry) => entry.body);
}

function isSold(entry: Entry): entry is Entry<"sold"> {
  return entry.kind === "sold";
}

function ownReceipt(entry: Entry<"sold">): FoundOrder {
  const { body } = entry;
  return {
    id: entry.id,
    number: body.number,
    channel: "till",
    status: "fulfilled",
    placed_at: entry.at,
    customer: body.customer,
    customer_name: "",
    store: "",
    currency: body.currency,
    total_minor: body.total_minor,
    due_minor: 0,
    can_collect: false,
    why_not: "",
    payments: payments(body),
    lines: body.lines.map((line) => ownLine(line, body.includes_tax)),
  };
}

function ownLine(line: SoldLine, includesTax: boolean): FoundLine {
  return {
    id: line.id,
    variant: line.variant,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit: line.unit,
    per: line.per,
    returnable: line.quantity,
    returnable_minor: line.total_minor + (includesTax ? 0 : line.tax_minor),
    picture: "",
  };
}

/** A till knows no payment's id yet: its tender's own is what the server will know it by. */
function payments(sold: Sold): FoundOrder["payments"] {
  return sold.tenders
    .filter((tender) => tender.amount_minor > 0)
    .map(({ id, method, amount_minor }) => ({ id, method, tender: method, refundable_minor: amount_minor }));
}
