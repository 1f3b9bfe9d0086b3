/**
 * GS1 element strings: what a DataMatrix, GS1-128 or QR with a Digital Link says, item by item.
 *
 * Source: GS1 General Specifications, section 3 (application identifiers of fixed length: figure 7.8.5-2), and GS1 Digital Link: URI Syntax.
 */

import { canonical, isDigits } from "./gtin.ts";

/** FNC1 between items of variable length. */
export const SEPARATOR = "\x1d";

/** `gtin` in the kept form; `weightGrams` where the label carries it (310x, kilograms). */
export interface Element {
  readonly gtin: string;
  readonly batch: string;
  readonly serial: string;
  /** YYMMDD. */
  readonly expires: string;
  readonly weightGrams: number | null;
  readonly count: number | null;
}

const SYMBOLOGIES = ["]d2", "]C1", "]e0", "]Q3", "]J1"];
/** The first two digits of an identifier tell how long the whole element is, identifier included. */
const FIXED = lengths(
  "00:20 01:16 02:16 03:16 04:18 11:8 12:8 13:8 14:8 15:8 16:8 17:8 18:8 19:8 20:4 31:10 32:10 33:10 34:10 35:10 36:10 41:16",
);
/** How long identifiers are that begin so, where they are longer than two digits. */
const LONG = lengths(
  "23:3 24:3 25:3 31:4 32:4 33:4 34:4 35:4 36:4 39:4 40:3 41:3 42:3 43:4 70:4 71:3 72:4 80:4 81:4 82:4",
);
const LINK = /^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?\/01\/(\d{8,14})(?:[/?#]|$)/;
const BRACKETED = /\((\d{2,4})\)([^(]*)/g;

/** The element string in `scan`, in any of the three ways scanners and people write it; null if it is none. */
export function readGs1(scan: string): Element | null {
  const link = LINK.exec(scan);
  const items = link
    ? new Map([["01", link[1]!.padStart(14, "0")]])
    : scan.startsWith("(")
      ? bracketed(scan)
      : split(scan);
  const gtin = canonical(items.get("01") || items.get("02") || "");
  if (!gtin) return null;
  return {
    gtin,
    batch: items.get("10") ?? "",
    serial: items.get("21") ?? "",
    expires: items.get("17") || items.get("15") || "",
    weightGrams: weightOf(items),
    count: countOf(items),
  };
}

type Items = ReadonlyMap<string, string>;

function bracketed(scan: string): Items {
  return new Map([...scan.matchAll(BRACKETED)].map(([, identifier, value]) => [identifier!, value!]));
}

function split(scan: string): Items {
  const hadSymbology = SYMBOLOGIES.some((symbology) => scan.startsWith(symbology));
  const rest = withoutSeparators(hadSymbology ? scan.slice(3) : scan);
  // A product's own string begins with its GTIN; anything else is some other code.
  if (!/^0[12]/.test(rest) || rest.length < 16) return new Map();
  return rest.length === 16 || hadSymbology || isDigits(rest.slice(0, 16)) ? walk(rest) : new Map();
}

/** Fixed elements by their length, others up to the separator; of what is said twice the first counts. */
function walk(text: string): Items {
  const items = new Map<string, string>();
  let rest = text;
  while (rest.length > 2) {
    const begins = rest.slice(0, 2);
    const identifier = rest.slice(0, LONG.get(begins) ?? 2);
    const end = FIXED.get(begins) ?? (rest.includes(SEPARATOR) ? rest.indexOf(SEPARATOR) : rest.length);
    if (!items.has(identifier)) items.set(identifier, rest.slice(identifier.length, end));
    rest = withoutSeparators(rest.slice(end));
  }
  return items;
}

function withoutSeparators(text: string): string {
  let begins = 0;
  while (text[begins] === SEPARATOR) begins++;
  return text.slice(begins);
}

/** 310n: net weight in kilograms with n decimal places. */
function weightOf(items: Items): number | null {
  for (const [identifier, value] of items) {
    const places = /^310(\d)$/.exec(identifier)?.[1];
    if (places && /^\d{6}$/.test(value)) return Math.floor((Number(value) * 1000) / 10 ** Number(places));
  }
  return null;
}

function countOf(items: Items): number | null {
  const value = items.get("30") || items.get("37") || "";
  return /^\d{1,8}$/.test(value) ? Number(value) : null;
}

function lengths(table: string): ReadonlyMap<string, number> {
  return new Map(table.split(" ").map((row) => [row.slice(0, 2), Number(row.slice(3))]));
}
