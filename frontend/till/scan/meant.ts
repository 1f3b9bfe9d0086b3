/** How much of an article a scan means: pieces in a pack, the weight on a label, or what the price on a label buys. Pure. */

import { choosePrice } from "../../quote/lines/choose_price.ts";
import type { Article } from "../protocol.ts";
import { quantityFor } from "../sell/quantities.ts";
import { pricesNow } from "../sell/quote_sale.ts";
import type { Goods } from "./read_scan.ts";

export interface Scanned {
  readonly article: Article;
  /** 0: it has to be weighed or measured first. */
  readonly quantity: number;
  /** What the label itself says it costs, or null. */
  readonly labelMinor: number | null;
  /** The last day it may be sold, "2026-11-30"; "" where the code does not say. */
  readonly expires: string;
  readonly serial: string;
}

export function meant(article: Article, pieces: number, goods: Goods, at: Date): Scanned {
  const { element, label } = goods;
  const labelMinor = label?.priceMinor ?? null;
  return {
    article,
    quantity: quantityOf(article, pieces * (element?.count ?? 1), goods, at),
    labelMinor,
    expires: readDay(element?.expires ?? ""),
    serial: element?.serial ?? "",
  };
}

function quantityOf(article: Article, pieces: number, { element, label }: Goods, at: Date): number {
  if (article.per === 1) return pieces * article.step;
  const grams = label?.weightGrams ?? element?.weightGrams ?? null;
  if (grams !== null && article.unit === "g") return grams;
  const price = choosePrice(pricesNow(article.prices, "", at), article.step)?.price;
  return label?.priceMinor != null && price ? quantityFor(label.priceMinor, price.amount_minor, article) : 0;
}

/** YYMMDD; day 00 is the last of the month. Years are those from 50 years ago to 49 ahead, as GS1 has it. */
export function readDay(written: string): string {
  const [, year, month, day] = /^(\d\d)(0[1-9]|1[0-2])(\d\d)$/.exec(written) ?? [];
  if (!year || !month || !day) return "";
  const last = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate();
  return `20${year}-${month}-${day === "00" ? last : day}`;
}
