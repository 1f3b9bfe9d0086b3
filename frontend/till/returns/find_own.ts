/** A receipt of this very till, found in its own journal: goods come back without a network too. Pure. */

import type { Entry, FoundLine, FoundOrder, ReturnedLine, Sold, SoldLine } from "../protocol.ts";

interface Back {
  readonly quantity: number;
  readonly amount_minor: number;
}

/** What came back, by the line it was sold with; `receipts` took it. */
interface CameBack {
  readonly lines: ReadonlyMap<string, Back>;
  readonly receipts: readonly Sold[];
}

/** The receipt of this number as an order is found, less what came back to this till since; null when it is not here. */
export function findOwn(entries: readonly Entry[], number: string): FoundOrder | null {
  const wanted = number.trim().toUpperCase();
  const entry = entries.find((each) => isSold(each) && each.body.number.toUpperCase() === wanted);
  return entry && isSold(entry) ? ownReceipt(entry, cameBack(entries)) : null;
}

/** Receipts of this till, newest first: what the list shows while there is no network. */
export function lastOwn(entries: readonly Entry[], most: number): FoundOrder[] {
  const sold = entries.filter(isSold).slice(-most).reverse();
  const returned = cameBack(entries);
  return sold.map((entry) => ownReceipt(entry, returned));
}

function isSold(entry: Entry): entry is Entry<"sold"> {
  return entry.kind === "sold";
}

function ownReceipt(entry: Entry<"sold">, returned: CameBack): FoundOrder {
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
    payments: payments(body, returned.receipts),
    lines: body.lines.map((line) => ownLine(line, body.includes_tax, returned)),
  };
}

function ownLine(line: SoldLine, includesTax: boolean, returned: CameBack): FoundLine {
  const back = returned.lines.get(line.id) ?? { quantity: 0, amount_minor: 0 };
  const paid = line.total_minor + (includesTax ? 0 : line.tax_minor);
  return {
    id: line.id,
    variant: line.variant,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit: line.unit,
    per: line.per,
    returnable: Math.max(0, line.quantity - back.quantity),
    returnable_minor: Math.max(0, paid - back.amount_minor),
    picture: "",
  };
}

/** What a till took knows no payment id yet: the tender's own is what the server will know it by. */
function payments(sold: Sold, receipts: readonly Sold[]): FoundOrder["payments"] {
  const own = new Set(sold.lines.map((line) => line.id));
  const later = receipts.filter((each) => each.returned.some((line) => line.order_line && own.has(line.order_line)));
  const gone = new Map<string, number>();
  for (const { method, amount_minor } of later.flatMap((each) => each.tenders)) {
    gone.set(method, (gone.get(method) ?? 0) + Math.max(0, -amount_minor));
  }
  return sold.tenders
    .filter((tender) => tender.amount_minor > 0)
    .map(({ id, method, amount_minor }) => {
      const back = Math.min(amount_minor, gone.get(method) ?? 0);
      gone.set(method, (gone.get(method) ?? 0) - back);
      return { id, method, tender: method, refundable_minor: amount_minor - back };
    });
}

function cameBack(entries: readonly Entry[]): CameBack {
  const receipts = entries.filter(isSold).map((entry) => entry.body);
  const lines = new Map<string, Back>();
  for (const { order_line, quantity, amount_minor } of receipts.flatMap(
    (sold): readonly ReturnedLine[] => sold.returned,
  )) {
    if (order_line === null) continue;
    const before = lines.get(order_line) ?? { quantity: 0, amount_minor: 0 };
    lines.set(order_line, { quantity: before.quantity + quantity, amount_minor: before.amount_minor + amount_minor });
  }
  return { lines, receipts: receipts.filter((sold) => sold.returned.length > 0) };
}
