/** The story of a quote: prices, promotions, the reckoning, points, the reckoning once more, what is earned. */

import { MOST_TOTAL } from "./bounds.ts";
import { checkLines } from "./lines/check_lines.ts";
import type { Line } from "./lines/line.ts";
import { priceLines } from "./lines/price_lines.ts";
import { earnPoints } from "./points/earn_points.ts";
import { spendPoints } from "./points/spend_points.ts";
import { evaluate, type Outcome } from "./promotions/evaluate.ts";
import type { Basket } from "./read/basket.ts";
import type { Promotion } from "./read/promotion.ts";
import { type Adjustment, type Reckoned, reckon } from "./reckon/reckon.ts";
import type { Refused } from "./refused.ts";

const TOO_LARGE: Refused = { refused: "total_too_large" };

export interface Quote extends Reckoned, Outcome {
  readonly points: number;
  readonly pointsMinor: number;
  /** Why the points that were wanted are not spent, else "". */
  readonly pointsRefused: string;
  /** Points each line earns; empty where no programme is. */
  readonly earned: readonly number[];
}

/** Promotions are those in force now. Reads no clock and keeps nothing: the same in, the same out. */
export function quoteBasket(basket: Basket, promotions: readonly Promotion[]): Quote | Refused {
  const lines = checkLines(basket.lines) ?? priceLines(basket.lines);
  if ("refused" in lines) return lines;
  if (lines.reduce((all, line) => all + line.subtotal, 0) > MOST_TOTAL) return TOO_LARGE;
  const outcome = evaluate(basket, lines, promotions);
  const adjustments = [...outcome.awards, ...decided(basket, lines)];
  const without = reckon(lines, adjustments, basket.delivery, basket.cash_rounding_minor);
  const spending = basket.points ? spendPoints(basket.points, without.goods) : { points: 0, refused: "" };
  const pointsMinor = spending.points * (basket.points?.value_minor ?? 0);
  const points: Adjustment = { code: "points", amount: pointsMinor, of: "goods", lines };
  const reckoned =
    pointsMinor > 0 ? reckon(lines, [...adjustments, points], basket.delivery, basket.cash_rounding_minor) : without;
  if (reckoned.total > MOST_TOTAL) return TOO_LARGE;
  const totals = reckoned.lines.map((line) => line.total);
  return {
    ...outcome,
    ...reckoned,
    points: spending.points,
    pointsMinor,
    pointsRefused: spending.refused,
    earned: basket.earning ? earnPoints(totals, outcome.pointsPerMille, basket.earning) : [],
  };
}

/** What a person decided. */
function decided(basket: Basket, lines: readonly Line[]): readonly Adjustment[] {
  return basket.adjustments.map((one) => ({
    code: one.code,
    amount: one.amount_minor,
    of: one.applies_to,
    lines: one.line_positions === null ? lines : lines.filter((line) => one.line_positions!.includes(line.position)),
  }));
}
