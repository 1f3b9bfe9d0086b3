/** What a person takes off: by percent or by amount, off a line or off everything, with a reason; and when a manager has to allow it. Pure. */

import { nearest } from "../../quote/numbers/divide.ts";
import type { ManualDiscount, Settings } from "../protocol.ts";
import type { Sale } from "../state.ts";
import { quoteSale } from "./quote_sale.ts";

export interface WantedDiscount {
  /** Of a line, or null: of everything. */
  readonly line: string | null;
  /** One of the two. */
  readonly size: { readonly basisPoints: number } | { readonly amountMinor: number };
  readonly reason: string;
}

const PERCENT = /^percent_(\d{1,5})$/;

/** A percentage stays one while the sale changes: its code says it, its amount follows (`followSale`). */
export function addDiscount(sale: Sale, wanted: WantedDiscount, settings: Settings, at: Date): Sale {
  const position = wanted.line === null ? -1 : sale.lines.findIndex((line) => line.id === wanted.line);
  const discount: ManualDiscount = {
    code: "basisPoints" in wanted.size ? `percent_${wanted.size.basisPoints}` : "amount",
    amount_minor: "amountMinor" in wanted.size ? wanted.size.amountMinor : 0,
    line_positions: position < 0 ? null : [position],
    reason: wanted.reason,
    approved_by: null,
  };
  // One for everything and one for each line: a second takes the place of the first.
  const others = sale.discounts.filter((other) => placeOf(other) !== placeOf(discount));
  return followSale({ ...sale, discounts: [...others, discount] }, settings, at);
}

export function dropDiscount(sale: Sale, dropped: ManualDiscount): Sale {
  return { ...sale, discounts: sale.discounts.filter((discount) => discount !== dropped) };
}

/** The amounts of percentages, as the sale is now; each of what promotions and the discounts before it have left. */
export function followSale(sale: Sale, settings: Settings, at: Date): Sale {
  if (!sale.discounts.some((discount) => PERCENT.test(discount.code))) return sale;
  const discounts: ManualDiscount[] = [];
  for (const discount of sale.discounts) {
    const basisPoints = Number(PERCENT.exec(discount.code)?.[1] ?? 0);
    const left = basisPoints > 0 ? totalsOf({ ...sale, discounts }, settings, at) : [];
    const base = left.filter((_, position) => discount.line_positions?.includes(position) ?? true).reduce(sum, 0);
    discounts.push(basisPoints > 0 ? { ...discount, amount_minor: nearest(base, basisPoints, 10_000) } : discount);
  }
  return { ...sale, discounts };
}

/** Whether what nobody allowed yet takes more off any line than a cashier may; the odd minor unit of rounding does not count. */
export function needsManager(sale: Sale, settings: Settings, at: Date): boolean {
  const alone = sale.discounts.filter((discount) => discount.approved_by === null);
  if (alone.length === 0) return false;
  const before = totalsOf({ ...sale, discounts: [] }, settings, at);
  const after = totalsOf({ ...sale, discounts: alone }, settings, at);
  return before.some((total, position) => {
    return (total - after[position]! - alone.length) * 10_000 > total * settings.limits.discount_basis_points;
  });
}

export function approveAll(sale: Sale, manager: string): Sale {
  const discounts = sale.discounts.map((discount) => ({ ...discount, approved_by: discount.approved_by ?? manager }));
  return { ...sale, discounts };
}

/** What each line costs before points. */
function totalsOf(sale: Sale, settings: Settings, at: Date): readonly number[] {
  const quote = quoteSale({ ...sale, points: 0 }, settings, at);
  return quote && !("refused" in quote) ? quote.lines.map((line) => line.total) : [];
}

function placeOf(discount: ManualDiscount): string {
  return discount.line_positions === null ? "all" : discount.line_positions.join();
}

function sum(all: number, one: number): number {
  return all + one;
}
