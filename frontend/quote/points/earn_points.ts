/** What the goods earn: rounded down once for the whole, then shared over the lines by what each brought. */

import { shareLarge } from "../numbers/share.ts";
import type { Earning } from "../read/basket.ts";

const MOST_POINTS = 10n ** 15n;

/** `totals` and `perMille` by line. Nothing at all is earned if no line weighs anything. */
export function earnPoints(totals: readonly number[], perMille: readonly number[], terms: Earning): readonly number[] {
  const weights = totals.map((total, at) => BigInt(total) * BigInt(perMille[at]!));
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return totals.map(() => 0);
  const earned = (sum * BigInt(terms.points) * BigInt(terms.tier_per_mille)) / (BigInt(terms.per_minor) * 1_000_000n);
  return shareLarge(Number(earned < MOST_POINTS ? earned : MOST_POINTS), weights);
}
