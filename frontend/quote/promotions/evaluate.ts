/** All promotions judged, the best of them together, and why not the others. */

import type { Line } from "../lines/line.ts";
import { compareText } from "../numbers/compare_text.ts";
import type { Basket } from "../read/basket.ts";
import type { Promotion } from "../read/promotion.ts";
import type { Candidate } from "./candidate.ts";
import { choose } from "./choose.ts";
import { judge, type Why } from "./judge.ts";
import { matchGoods, piecesOf } from "./match_goods.ts";
import { takesOf } from "./takes.ts";
import { type Award, type Worked, work } from "./work.ts";

export interface Reason extends Why {
  readonly code: string;
}

export interface Gift {
  readonly code: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface Outcome {
  readonly awards: readonly Award[];
  readonly gifts: readonly Gift[];
  readonly reasons: readonly Reason[];
  /** How much the points of each line count, 1000 for once. */
  readonly pointsPerMille: readonly number[];
}

const ALWAYS_TOLD = ["sum_too_small", "too_few", "something_missing"];

export function evaluate(basket: Basket, lines: readonly Line[], promotions: readonly Promotion[]): Outcome {
  const called = new Set(basket.coupons.values());
  const attempt = (some: readonly Candidate[]) => work(some, lines, basket.delivery?.price_minor ?? 0);
  const candidates: Candidate[] = [];
  const reasons: Reason[] = [];
  for (const promotion of [...promotions].sort(compareTurns)) {
    const goods = matchGoods(promotion.goods, lines);
    const why = judge(promotion, basket, goods, lines);
    const candidate = why ?? candidateOf(promotion, basket, goods, lines);
    if ("promotion" in candidate && fits(candidate, attempt)) candidates.push(candidate);
    else {
      const told = why ?? { reason: "nothing_fits", facts: {} };
      if (called.has(nameOf(promotion)) || ALWAYS_TOLD.includes(told.reason)) {
        reasons.push({ code: promotion.code, ...told });
      }
    }
  }
  const chosen = choose(candidates, attempt);
  const worked = new Set(chosen.candidates);
  const others = candidates.filter((one) => !worked.has(one));
  return {
    awards: chosen.awards,
    gifts: giftsOf(chosen),
    reasons: [
      ...reasons,
      ...others.map(({ promotion }) => ({ code: promotion.code, reason: "another_is_better", facts: {} })),
    ],
    pointsPerMille: lines.map((line) => perMilleOf(line, chosen)),
  };
}

function compareTurns(a: Promotion, b: Promotion): number {
  return a.priority - b.priority || compareText(a.code, b.code);
}

function nameOf(promotion: Promotion): string {
  return promotion.id ?? promotion.code;
}

function candidateOf(promotion: Promotion, basket: Basket, goods: readonly Line[], lines: readonly Line[]): Candidate {
  const { effect, when } = promotion;
  const calling = [...basket.coupons].filter(([, name]) => name === nameOf(promotion)).map(([coupon]) => coupon);
  return {
    promotion,
    coupon: when.needs_coupon ? calling.sort(compareText)[0]! : "",
    goods,
    takes: takesOf(effect, goods, lines),
    offered:
      effect.type === "gift"
        ? Math.max(0, effect.quantity - piecesOf(lines.filter((line) => line.sku === effect.sku)))
        : 0,
  };
}

/** By itself it takes something off, offers a gift or multiplies points. */
function fits(candidate: Candidate, attempt: (some: readonly Candidate[]) => Worked): boolean {
  const { promotion, goods, offered } = candidate;
  const multiplies = promotion.effect.type === "points" && goods.length > 0;
  return multiplies || offered > 0 || attempt([candidate]).sum > 0;
}

function giftsOf(chosen: Worked): readonly Gift[] {
  return chosen.candidates.flatMap(({ promotion, offered }) =>
    promotion.effect.type === "gift" && offered > 0
      ? [{ code: promotion.code, sku: promotion.effect.sku, quantity: offered }]
      : [],
  );
}

function perMilleOf(line: Line, chosen: Worked): number {
  return chosen.candidates.reduce(
    (all, { promotion, goods }) =>
      promotion.effect.type === "points" && goods.includes(line) ? all + promotion.effect.per_mille - 1000 : all,
    1000,
  );
}
