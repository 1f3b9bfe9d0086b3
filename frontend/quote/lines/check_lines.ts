/** Whether these lines may be sold at all, before any price is looked for; the first that may not is told. */

import { MOST_LINES, MOST_PRICED_UNITS } from "../bounds.ts";
import type { BasketLine } from "../read/basket.ts";
import type { Refused } from "../refused.ts";

export function checkLines(lines: readonly BasketLine[]): Refused | null {
  if (lines.length === 0) return { refused: "basket_empty" };
  if (lines.length > MOST_LINES) return { refused: "too_many_lines" };
  const wrong = lines.find(
    ({ quantity, step, per }) => quantity < step || quantity > MOST_PRICED_UNITS * per || quantity % step > 0,
  );
  return wrong ? { refused: "bad_quantity", sku: wrong.sku } : null;
}
