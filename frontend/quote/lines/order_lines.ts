/** The orders in which lines are gone through. They look at the lines alone, so a place in the basket changes no amount. */

import type { Line } from "./line.ts";

/** What is left of each line, by position. */
export type Left = readonly number[];

/** The order of articles. */
export function inOrder(lines: readonly Line[], left: Left): Line[] {
  return [...lines].sort((a, b) => compareArticles(a, b, left));
}

export function cheapestFirst(lines: readonly Line[], left: Left): Line[] {
  return [...lines].sort((a, b) => priceOfPiece(a) - priceOfPiece(b) || compareArticles(a, b, left));
}

export function dearestFirst(lines: readonly Line[], left: Left): Line[] {
  return cheapestFirst(lines, left).reverse();
}

function priceOfPiece(line: Line): number {
  return line.per === 1 ? line.unitPrice : line.subtotal;
}

function compareArticles(a: Line, b: Line, left: Left): number {
  return a.rank - b.rank || left[a.position]! - left[b.position]! || a.position - b.position;
}
