/** What pieces of a line are worth when they come back: shared from what was paid for it, never priced anew. */

import { nearest } from "../../quote/numbers/divide.ts";
import type { FoundLine } from "../protocol.ts";

type Left = Pick<FoundLine, "returnable" | "returnable_minor">;

/** For `quantity` of the pieces that may still come back; the last piece takes what is left, so nothing is lost on the way. */
export function worth({ returnable, returnable_minor }: Left, quantity: number): number {
  if (quantity >= returnable) return returnable_minor;
  return quantity <= 0 ? 0 : nearest(returnable_minor, quantity, returnable);
}

/** The line as it is afterwards: the next part is shared from this. */
export function without<Line extends Left>(line: Line, quantity: number): Line {
  return {
    ...line,
    returnable: Math.max(0, line.returnable - quantity),
    returnable_minor: line.returnable_minor - worth(line, quantity),
  };
}
