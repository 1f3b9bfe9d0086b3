/** How many points may be spent on a basket, or why none. */

import { div, product } from "../numbers/divide.ts";
import type { WantedPoints } from "../read/basket.ts";

export interface Spending {
  readonly points: number;
  readonly refused: "" | "too_few" | "too_many" | "not_enough";
}

/** `goods` is the sum of the lines' totals before points. */
export function spendPoints(terms: WantedPoints, goods: number): Spending {
  const most = div(product(goods, terms.most_basis_points, 10_000), terms.value_minor);
  if (terms.wanted < terms.least) return { points: 0, refused: "too_few" };
  if (terms.wanted > most) return { points: 0, refused: "too_many" };
  if (terms.wanted > terms.balance) return { points: 0, refused: "not_enough" };
  return { points: terms.wanted, refused: "" };
}
