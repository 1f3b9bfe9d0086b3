/** An order less what came back since: what the server has not heard yet, or cannot be asked about. Pure. */

import type { FoundLine, FoundOrder, Sold } from "../protocol.ts";

interface Back {
  readonly quantity: number;
  readonly amount_minor: number;
}

const NOTHING: Back = { quantity: 0, amount_minor: 0 };

/** `receipts` are those that the order, as it was told, does not know of. */
export function lessReturned(order: FoundOrder, receipts: readonly Sold[]): FoundOrder {
  const own = new Set<string | null>(order.lines.map((line) => line.id));
  const about = receipts.filter((each) => each.returned.some((line) => own.has(line.order_line)));
  if (about.length === 0) return order;
  const back = cameBack(about);
  return {
    ...order,
    lines: order.lines.map((line) => lessOf(line, back.get(line.id) ?? NOTHING)),
    payments: lessPaid(order.payments, about),
  };
}

function cameBack(receipts: readonly Sold[]): ReadonlyMap<string | null, Back> {
  const lines = new Map<string | null, Back>();
  for (const { order_line, quantity, amount_minor } of receipts.flatMap((sold) => sold.returned)) {
    const before = lines.get(order_line) ?? NOTHING;
    lines.set(order_line, { quantity: before.quantity + quantity, amount_minor: before.amount_minor + amount_minor });
  }
  return lines;
}

function lessOf(line: FoundLine, back: Back): FoundLine {
  return {
    ...line,
    returnable: Math.max(0, line.returnable - back.quantity),
    returnable_minor: Math.max(0, line.returnable_minor - back.amount_minor),
  };
}

/** What went back is taken off the payments it went through: the very one where it is named, else any paid that way. */
function lessPaid(payments: FoundOrder["payments"], receipts: readonly Sold[]): FoundOrder["payments"] {
  const gone = new Map<string, number>();
  for (const { method, reference, amount_minor } of receipts.flatMap((sold) => sold.tenders)) {
    const way = method === "original" ? reference : method;
    gone.set(way, (gone.get(way) ?? 0) + Math.max(0, -amount_minor));
  }
  return payments.map((paid) => {
    const way = gone.has(paid.id) ? paid.id : paid.tender;
    const back = Math.min(paid.refundable_minor, gone.get(way) ?? 0);
    gone.set(way, (gone.get(way) ?? 0) - back);
    return { ...paid, refundable_minor: paid.refundable_minor - back };
  });
}
