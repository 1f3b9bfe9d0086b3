/** What something costs today, for a customer nobody knows: all that goods without a receipt are worth. Pure. */

import type { Article, Settings } from "../protocol.ts";
import { quoteSale } from "../sell/quote_sale.ts";

/** Promotions of today taken off; 0 for what has no price. */
export function todaysPrice(article: Article, quantity: number, settings: Settings, at: Date): number {
  const sale = { lines: [{ article, quantity }], customer: null, coupons: [], points: 0, discounts: [] };
  const quote = quoteSale(sale, settings, at);
  return quote === null || "refused" in quote ? 0 : quote.total;
}
