/** An amount comes off some lines together. */

import { share } from "../numbers/share.ts";
import type { Line } from "./line.ts";
import { inOrder } from "./order_lines.ts";

/** Lowers `left` in proportion to itself, by at most what there is; answers what was taken, by position. */
export function lowerLines(left: number[], lines: readonly Line[], wanted: number): ReadonlyMap<number, number> {
  const sum = lines.reduce((all, line) => all + left[line.position]!, 0);
  const amount = Math.min(wanted, sum);
  if (amount <= 0) return new Map();
  const ordered = inOrder(lines, left);
  const shares = share(
    amount,
    ordered.map((line) => left[line.position]!),
  );
  const taken = new Map(ordered.map((line, at) => [line.position, shares[at]!]));
  for (const [position, off] of taken) left[position]! -= off;
  return taken;
}
