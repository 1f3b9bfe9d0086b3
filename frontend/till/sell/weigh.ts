/** An article that is sold by weight or length goes into the basket with its quantity: asked for on the keypad beside. */

import { signal } from "@preact/signals";

import type { Article } from "../protocol.ts";
import { putIn } from "./change_sale.ts";
import { open } from "./side.ts";

/** What waits to be weighed. */
export const toWeigh = signal<Article | null>(null);

export function weigh(article: Article): void {
  toWeigh.value = article;
  open({ what: "line", line: "" });
}

/** A tap on a tile: a piece goes in, the rest is weighed first. */
export function putOne(article: Article): void {
  if (article.per === 1) putIn(article, article.step);
  else weigh(article);
}
