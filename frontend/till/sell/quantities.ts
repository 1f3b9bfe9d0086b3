/** Quantities as people say them ("1.5", "0,345 kg", "3") and as they are counted: in the unit's smallest step. Pure. */

import { nearest } from "../../quote/numbers/divide.ts";
import type { Article } from "../protocol.ts";

/** How many of the smallest steps one spoken unit has: a kilogram 1000 grams, a metre 100 centimetres, a piece 1. */
export function unitSize(article: Pick<Article, "per">): number {
  return article.per;
}

/** What was typed as a quantity; null if it is none, or no whole number of steps. */
export function readQuantity(typed: string, article: Pick<Article, "per" | "step">): number | null {
  const [, whole, places] = /^\s*(\d{1,8})(?:[.,](\d{0,3}))?\s*$/.exec(typed.replace(/^\s*[.,]/, "0.")) ?? [];
  if (whole === undefined) return null;
  const thousandths = Number(whole) * 1000 + Number((places ?? "").padEnd(3, "0"));
  const quantity = (thousandths * unitSize(article)) / 1000;
  const fits = Number.isInteger(quantity) && quantity > 0 && quantity % article.step === 0;
  return fits && quantity <= 100_000 * article.per ? quantity : null;
}

/** As it is written: "3", "0.345". */
export function writeQuantity(quantity: number, article: Pick<Article, "per">, language: string): string {
  const places = { 1: 0, 100: 2, 1000: 3 }[article.per];
  return new Intl.NumberFormat(language, { minimumFractionDigits: places, maximumFractionDigits: places }).format(
    quantity / unitSize(article),
  );
}

/** The step of + and −: a piece, a tenth of a kilogram or metre; never off the article's own step. */
export function stepOf(article: Pick<Article, "per" | "step">): number {
  if (article.per === 1) return article.step;
  return Math.max(article.step, Math.floor(article.per / 10 / article.step) * article.step);
}

/** How much of it costs so much: for a label that says its price. At least one step. */
export function quantityFor(
  priceMinor: number,
  unitPriceMinor: number,
  article: Pick<Article, "per" | "step">,
): number {
  if (unitPriceMinor <= 0) return article.step;
  return Math.max(1, nearest(priceMinor, article.per, unitPriceMinor * article.step)) * article.step;
}
