/** Candidates work one after another, each on what those before it have left. */

import type { Line } from "../lines/line.ts";
import { lowerLines } from "../lines/lower_lines.ts";
import type { Candidate } from "./candidate.ts";

export interface Award {
  readonly code: string;
  readonly coupon: string;
  readonly of: "goods" | "delivery";
  readonly amount: number;
  readonly lines: readonly Line[];
}

export interface Worked {
  readonly candidates: readonly Candidate[];
  readonly awards: readonly Award[];
  readonly sum: number;
}

/** `price` is the delivery's, 0 without one. */
export function work(candidates: readonly Candidate[], lines: readonly Line[], price: number): Worked {
  const rest = { goods: lines.map((line) => line.subtotal), delivery: price };
  const awards = candidates.flatMap((candidate) => {
    const given = capped(candidate, candidate.takes(rest));
    for (const award of given) {
      if (award.of === "delivery") rest.delivery -= award.amount;
      else lowerLines(rest.goods, award.lines, award.amount);
    }
    return given;
  });
  return { candidates, awards, sum: awards.reduce((all, award) => all + award.amount, 0) };
}

function capped({ promotion, coupon }: Candidate, takes: ReturnType<Candidate["takes"]>): readonly Award[] {
  let cap = promotion.cap_minor ?? Number.POSITIVE_INFINITY;
  const awards = takes.map((take) => {
    const amount = Math.min(take.amount, cap);
    cap -= amount;
    return { code: promotion.code, coupon, of: take.of, amount, lines: take.lines };
  });
  return awards.filter((award) => award.amount > 0);
}
