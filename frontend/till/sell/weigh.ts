/** An article that is sold by weight or length goes into the basket with its quantity: asked for on the keypad beside. */

import { signal } from "@preact/signals";

import type { Article } from "../protocol.ts";
import { putIn } from "./change_sale.ts";
import { close, open } from "./side.ts";

/** What waits to be weighed, the first in front: a second scan does not push it out. */
export const toWeigh = signal<readonly Article[]>([]);

export function weigh(article: Article): void {
  toWeigh.value = [...toWeigh.value, article];
  open({ what: "line", line: "" });
}

/** The first was weighed, or is not bought after all; the next has its turn. */
export function weighed(): void {
  toWeigh.value = toWeigh.value.slice(1);
  if (toWeigh.value.length > 0) open({ what: "line", line: "" });
  else close();
}

/** A tap on a tile: a piece goes in, the rest is weighed first. */
export function putOne(article: Article): void {
  if (article.per === 1) putIn(article, article.step);
  else weigh(article);
}
