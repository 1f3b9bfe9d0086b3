/** Which of the prices that could be meant is the price, and whether it is a reduced one. */

import { compareText } from "../numbers/compare_text.ts";
import type { Price } from "../read/basket.ts";

export interface Chosen {
  readonly price: Price;
  readonly isReduced: boolean;
}

/** The best list's highest step reached by the article's whole quantity; null if none is reached. */
export function choosePrice(prices: readonly Price[], quantity: number): Chosen | null {
  const reached = highestSteps(prices, quantity);
  const [price] = [...reached].sort(compareLists);
  if (!price) return null;
  const isReduced = reached.some(
    (other) =>
      other.specificity === 0 && other.includes_tax === price.includes_tax && other.amount_minor > price.amount_minor,
  );
  return { price, isReduced };
}

function highestSteps(prices: readonly Price[], quantity: number): readonly Price[] {
  const steps = new Map<string, Price>();
  for (const price of prices) {
    const known = steps.get(price.list);
    if (price.from_quantity <= quantity && (!known || price.from_quantity > known.from_quantity)) {
      steps.set(price.list, price);
    }
  }
  return [...steps.values()];
}

function compareLists(a: Price, b: Price): number {
  return (
    b.specificity - a.specificity || a.rank - b.rank || a.amount_minor - b.amount_minor || compareText(a.list, b.list)
  );
}
