/** Split a whole amount by weights, by largest remainder: nothing is lost, nothing invented. */

import { div } from "./divide.ts";

/** One part for each weight; of equal remainders the earlier part gets the odd unit. */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (total * sum > Number.MAX_SAFE_INTEGER) return shareLarge(total, weights.map(BigInt));
  if (sum === 0) return evenly(total, weights.length);
  return round(
    total,
    weights.map((weight) => div(total * weight, sum)),
    weights.map((weight) => (total * weight) % sum),
  );
}

/** The same for weights of any size. */
export function shareLarge(total: number, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return evenly(total, weights.length);
  const products = weights.map((weight) => BigInt(total) * weight);
  return round(
    total,
    products.map((product) => Number(product / sum)),
    products.map((product) => product % sum),
  );
}

function evenly(total: number, parts: number): number[] {
  return parts === 0 ? [] : share(total, new Array<number>(parts).fill(1));
}

function round<Size extends number | bigint>(total: number, parts: number[], remainders: readonly Size[]): number[] {
  const odd = total - parts.reduce((all, part) => all + part, 0);
  const largest = [...remainders.keys()].sort((a, b) => compare(remainders[b]!, remainders[a]!));
  for (const at of largest.slice(0, odd)) parts[at]! += 1;
  return parts;
}

function compare<Size extends number | bigint>(a: Size, b: Size): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
