/** What a scan means beside an open receipt: a line of it comes back, or something is taken instead. Pure. */

import type { FoundOrder } from "../protocol.ts";
import { type Choice, partOf, setQuantity, toggle } from "./choice.ts";

/**
 * An article of the receipt comes back: one piece with each scan, what is weighed as a whole. Null: it is not of this
 * receipt, or all of it is chosen; then it is what the customer takes.
 */
export function scanBack(order: FoundOrder, choice: Choice, variant: string): Choice | null {
  for (const line of order.lines) {
    if (line.variant !== variant || line.returnable < 1) continue;
    const part = partOf(choice, line);
    if (!part) return line.per === 1 ? setQuantity(toggle(choice, line), line, 1) : toggle(choice, line);
    if (part.quantity < line.returnable) return setQuantity(choice, line, part.quantity + 1);
  }
  return null;
}
