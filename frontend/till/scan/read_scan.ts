/** What a scan is, before anybody looks it up: goods, a customer's card, an order or receipt, a shared basket. Pure. */

import { type Element, readGs1, SEPARATOR } from "./gs1.ts";
import { canonical } from "./gtin.ts";
import { type InStore, readInStore } from "./in_store.ts";

export interface Goods {
  readonly what: "goods";
  readonly text: string;
  /** Under which the article may be registered, the likeliest first. */
  readonly codes: readonly string[];
  readonly element: Element | null;
  readonly label: InStore | null;
}

/** `text` is what to ask the server with. */
export interface Other {
  readonly what: "customer" | "order" | "basket";
  readonly text: string;
}

export type Scan = Goods | Other;

const LONGEST = 500;
/** What a scanner says before the code, of which kind it is (ISO/IEC 15424); GS1 reads its own. */
const AIM = /^\][A-Za-z][0-9A-Za-z]/;
const CARD = /^(?:https?:\/\/\S+\/)?(cus_[0-9a-z]{26})(?:[/?#].*)?$/i;
const ORDER = /^(?:https?:\/\/\S+\/)?(ord_[0-9a-z]{26})(?:[/?#].*)?$/i;
const BASKET = /^https?:\/\/\S+\/basket\/open\/[\w:%-]+\/?$/;
const RECEIPT = /^https?:\/\/\S+\/(?:order|receipt)s?\/\S+$/;
/** Spoken or shown on a phone: of an order that waits, or of a basket. */
const SIX_DIGITS = /^\d{6}$/;

/** Null for what is no scan at all: nothing, too long, or not printable. */
export function readScan(raw: string, patterns: readonly string[]): Scan | null {
  const scan = raw.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (!scan || scan.length > LONGEST || hasControls(scan.replaceAll(SEPARATOR, ""))) return null;
  const element = readGs1(scan);
  const text = element ? scan : scan.replace(AIM, "");
  const other = element ? null : readOther(text);
  if (other) return other;
  const code = element?.gtin ?? canonical(text) ?? text;
  return { what: "goods", text, codes: [...new Set([code, text])], element, label: readInStore(code, patterns) };
}

/** Six digits may be an article too: goods are looked for first, and only then a basket or an order. */
export function isSpokenCode(text: string): boolean {
  return SIX_DIGITS.test(text);
}

/** A check digit or the shop's own scales say that it is an article: no order is called so. */
export function isArticleCode(text: string, patterns: readonly string[]): boolean {
  const scan = readScan(text, patterns);
  return scan?.what === "goods" && (scan.element !== null || scan.label !== null || canonical(scan.text) !== null);
}

function readOther(text: string): Other | null {
  const card = CARD.exec(text)?.[1];
  if (card) return { what: "customer", text: card.toLowerCase() };
  const order = ORDER.exec(text)?.[1];
  if (order) return { what: "order", text: order.toLowerCase() };
  if (BASKET.test(text)) return { what: "basket", text };
  if (RECEIPT.test(text)) return { what: "order", text };
  return null;
}

function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(text);
}
