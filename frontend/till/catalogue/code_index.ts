/**
 * Which article a code means, for some hundred thousand of them: sorted numbers, twelve bytes a code, nothing parsed at the start.
 *
 * An article is known here by its number: the place at which it was put onto the device, best sold first.
 */

import type { Article } from "../protocol.ts";
import { hash } from "./hash.ts";

/** Codes of one page of articles; as it is kept on the device. */
export interface CodePage {
  /** Ascending. */
  readonly hashes: Float64Array;
  readonly numbers: Uint32Array;
}

export function keyOfCode(code: string): number {
  return hash(`b${code}`);
}

/** A SKU is one however it is spelled: blanks and case do not count. */
export function keyOfSku(sku: string): number {
  return hash(`s${plainSku(sku)}`);
}

export function keyOfVariant(variant: string): number {
  return hash(`v${variant}`);
}

export function plainSku(sku: string): string {
  return sku.trim().split(/\s+/).join(" ").toUpperCase();
}

/** The first of `articles` has the number `first`. */
export function indexCodes(articles: readonly Article[], first: number): CodePage {
  const pairs: (readonly [number, number])[] = [];
  for (const [at, article] of articles.entries()) {
    for (const key of keysOf(article)) pairs.push([key, first + at]);
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { hashes: Float64Array.from(pairs, (pair) => pair[0]), numbers: Uint32Array.from(pairs, (pair) => pair[1]) };
}

export function keysOf(article: Article): number[] {
  return [keyOfVariant(article.variant), keyOfSku(article.sku), ...article.barcodes.map(([code]) => keyOfCode(code))];
}

export class CodeIndex {
  readonly #pages: CodePage[] = [];

  add(page: CodePage): void {
    this.#pages.push(page);
  }

  /** Numbers of the articles that may have this key; the newest last. */
  find(key: number): number[] {
    const found: number[] = [];
    for (const { hashes, numbers } of this.#pages) {
      for (let at = firstAtLeast(hashes, key); hashes[at] === key; at++) found.push(numbers[at]!);
    }
    return found.sort((a, b) => a - b);
  }

  /** The number under which a variant was put last; -1 if it never was. */
  newest(variant: string): number {
    return this.find(keyOfVariant(variant)).at(-1) ?? -1;
  }
}

function firstAtLeast(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
