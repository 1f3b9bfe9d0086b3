/** The reckoning: lines with prices, what comes off them, the delivery, tax and cash become one total. */

import type { Line } from "../lines/line.ts";
import { lowerLines } from "../lines/lower_lines.ts";
import { nearest } from "../numbers/divide.ts";
import type { Delivery } from "../read/basket.ts";

export interface Adjustment {
  readonly code: string;
  readonly amount: number;
  readonly of: "goods" | "delivery";
  readonly lines: readonly Line[];
}

export interface Taken {
  readonly code: string;
  readonly amount: number;
}

export interface ReckonedLine {
  readonly line: Line;
  readonly total: number;
  readonly discount: number;
  readonly tax: number;
  readonly taken: readonly Taken[];
}

export interface Reckoned {
  readonly lines: readonly ReckonedLine[];
  readonly subtotal: number;
  readonly discount: number;
  /** The sum of the lines' totals. */
  readonly goods: number;
  readonly delivery: number;
  readonly tax: number;
  readonly addedTax: number;
  readonly rounding: number;
  readonly total: number;
}

/** `coin` is the smallest one when the whole is paid in cash, else 1. */
export function reckon(
  lines: readonly Line[],
  adjustments: readonly Adjustment[],
  delivery: Delivery | null,
  coin: number,
): Reckoned {
  const reckoned = reckonLines(lines, adjustments);
  const goods = sum(reckoned, (one) => one.total);
  const includesTax = lines.every((line) => line.includesTax);
  const carried = deliveryLeft(delivery, goods, adjustments);
  const deliveryTax = taxOf(carried, delivery?.tax_rate ?? 0, includesTax);
  const added = sum(reckoned, (one) => (one.line.includesTax ? 0 : one.tax)) + (includesTax ? 0 : deliveryTax);
  const exact = goods + carried + added;
  const total = nearest(exact, 1, coin) * coin;
  return {
    lines: reckoned,
    subtotal: sum(lines, (line) => line.subtotal),
    discount: sum(reckoned, (one) => one.discount),
    goods,
    delivery: carried,
    tax: sum(reckoned, (one) => one.tax) + deliveryTax,
    addedTax: added,
    rounding: total - exact,
    total,
  };
}

function reckonLines(lines: readonly Line[], adjustments: readonly Adjustment[]): readonly ReckonedLine[] {
  const left = lines.map((line) => line.subtotal);
  const taken: Taken[][] = lines.map(() => []);
  for (const adjustment of adjustments.filter((one) => one.of === "goods")) {
    for (const [position, amount] of lowerLines(left, adjustment.lines, adjustment.amount)) {
      if (amount > 0) taken[position]!.push({ code: adjustment.code, amount });
    }
  }
  return lines.map((line, at) => ({
    line,
    total: left[at]!,
    discount: line.subtotal - left[at]!,
    tax: taxOf(left[at]!, line.taxRate, line.includesTax),
    taken: taken[at]!,
  }));
}

function deliveryLeft(delivery: Delivery | null, goods: number, adjustments: readonly Adjustment[]): number {
  if (!delivery || (delivery.free_from_minor !== null && goods >= delivery.free_from_minor)) return 0;
  const off = adjustments.filter((one) => one.of === "delivery").reduce((all, one) => all + one.amount, 0);
  return Math.max(0, delivery.price_minor - off);
}

function taxOf(amount: number, rate: number, includesTax: boolean): number {
  return nearest(amount, rate, includesTax ? 100_000 + rate : 100_000);
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((all, item) => all + amount(item), 0);
}
