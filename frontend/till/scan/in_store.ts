/**
 * In-store codes (EAN-13 beginning with 2): the scales print the item number and its weight or price.
 *
 * A pattern has 13 places: digits as they stand, I item number, W weight in grams, P price in minor units, V a check digit of the scales
 * (not verified: makers differ), C the EAN check digit. Source: GS1 General Specifications 2.1.10; the layout is the retailer's own.
 */

import { isGtin } from "./gtin.ts";

/** `item` is the prefix and the item number ("2012345"): the code the article is registered under. */
export interface InStore {
  readonly item: string;
  readonly weightGrams: number | null;
  readonly priceMinor: number | null;
}

/** What the first fitting pattern says; null if none fits or the check digit is wrong. */
export function readInStore(code: string, patterns: readonly string[]): InStore | null {
  if (code.length !== 13 || !code.startsWith("2") || !isGtin(code)) return null;
  for (const pattern of patterns) {
    const prefix = /^\d*/.exec(pattern)![0];
    if (pattern.length !== 13 || !code.startsWith(prefix)) continue;
    return {
      item: prefix + places(code, pattern, "I"),
      weightGrams: numberAt(code, pattern, "W"),
      priceMinor: numberAt(code, pattern, "P"),
    };
  }
  return null;
}

function places(code: string, pattern: string, letter: string): string {
  return [...code].filter((_, at) => pattern[at] === letter).join("");
}

function numberAt(code: string, pattern: string, letter: string): number | null {
  const digits = places(code, pattern, letter);
  return digits ? Number(digits) : null;
}
