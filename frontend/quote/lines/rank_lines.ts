/** The order of articles as far as a line alone decides it, found once for a basket and not for every promotion. */

import { compareText } from "../numbers/compare_text.ts";
import type { Line } from "./line.ts";

type Unranked = Omit<Line, "rank">;

export function rankLines(lines: readonly Unranked[]): readonly Line[] {
  const ordered = [...lines].sort(compareLines);
  const ranks = new Map<Unranked, number>();
  let last: Unranked | undefined;
  for (const [at, line] of ordered.entries()) {
    ranks.set(line, last && compareLines(last, line) === 0 ? ranks.get(last)! : at);
    last = line;
  }
  return lines.map((line) => ({ ...line, rank: ranks.get(line)! }));
}

function compareLines(a: Unranked, b: Unranked): number {
  return (
    compareText(a.sku, b.sku) ||
    a.quantity - b.quantity ||
    a.unitPrice - b.unitPrice ||
    a.per - b.per ||
    a.taxRate - b.taxRate ||
    Number(a.includesTax) - Number(b.includesTax)
  );
}
