/** X and Z: the figures of a shift, added up from its journal. The server adds up the same (tests/vectors/shift.json holds both to it). */

import type { CashMoved, Collected, Entry, Report, ShiftOpened, Sold, Tender, TenderMethod } from "../protocol.ts";

/** `entries` of one shift, in any order; `number` is the Z report's, 0 on an X. */
export function reportOf(entries: readonly Entry[], currency: string, number = 0): Report {
  const opened = bodies<ShiftOpened>(entries, "shift_opened");
  const sold = bodies<Sold>(entries, "sold");
  const moved = bodies<CashMoved>(entries, "cash_moved").map((one) => one.amount_minor);
  const byTender = tendered([...sold, ...bodies<Collected>(entries, "collected")].flatMap((one) => one.tenders));
  const float = sum(opened, (one) => one.float_minor);
  const cashIn = sum(moved, (amount) => Math.max(amount, 0));
  const cashOut = sum(moved, (amount) => Math.max(-amount, 0));
  return {
    currency,
    number,
    receipts: sold.length,
    sales_minor: sum(sold, (one) => one.total_minor),
    returns_minor: sum(sold, (one) => one.returned_minor),
    discounts_minor: sum(sold, (one) => one.discount_minor),
    tax_minor: sum(sold, (one) => one.tax_minor),
    rounding_minor: sum(sold, (one) => one.rounding_minor),
    by_tender: byTender,
    float_minor: float,
    cash_in_minor: cashIn,
    cash_out_minor: cashOut,
    expected_minor: float + (byTender.cash ?? 0) + cashIn - cashOut,
  };
}

/** One sum for each method that occurred, though it may be nothing. */
function tendered(tenders: readonly Tender[]): Partial<Record<TenderMethod, number>> {
  const sums: Partial<Record<TenderMethod, number>> = {};
  for (const { method, amount_minor } of tenders) sums[method] = (sums[method] ?? 0) + amount_minor;
  return sums;
}

function bodies<Body>(entries: readonly Entry[], kind: Entry["kind"]): readonly Body[] {
  return entries.filter((entry) => entry.kind === kind).map((entry) => entry.body as Body);
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((all, item) => all + amount(item), 0);
}
