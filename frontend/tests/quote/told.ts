/** A quote as a vector tells it: what is usual is left out (docs/reference/quote.md, "Vectors"). */

import { type Quote, quoteBasket } from "../../quote/quote_basket.ts";
import { basket } from "../../quote/read/basket.ts";
import { promotion } from "../../quote/read/promotion.ts";
import { list, usual } from "../../quote/read/reader.ts";
import type { Refused } from "../../quote/refused.ts";

export interface Vector {
  readonly why?: string;
  readonly basket: unknown;
  readonly promotions?: unknown;
  readonly quote: unknown;
}

const promotions = usual(list(promotion), []);

export function answer(vector: Vector): unknown {
  return told(quoteBasket(basket(vector.basket, "basket"), promotions(vector.promotions, "promotions")));
}

function told(quote: Quote | Refused): unknown {
  if ("refused" in quote) return quote;
  return brief({
    lines: quote.lines.map(({ line, discount, total, tax, taken }) =>
      brief({
        price: [line.list, line.unitPrice],
        sums: [line.subtotal, discount, total, tax],
        taken: taken.map((one) => [one.code, one.amount]),
      }),
    ),
    subtotal_minor: quote.subtotal,
    discount_minor: quote.discount,
    delivery_minor: quote.delivery,
    tax_minor: quote.tax,
    added_tax_minor: quote.addedTax,
    rounding_minor: quote.rounding,
    total_minor: quote.total,
    awards: quote.awards.map((one) => [
      one.code,
      one.coupon,
      one.of,
      one.amount,
      one.lines.map((line) => line.position),
    ]),
    gifts: quote.gifts.map((one) => [one.code, one.sku, one.quantity]),
    reasons: quote.reasons.map((one) => [one.code, one.reason, one.facts]),
    points: quote.points,
    points_minor: quote.pointsMinor,
    points_refused: quote.pointsRefused,
    points_per_mille: quote.pointsPerMille.some((one) => one !== 1000) ? quote.pointsPerMille : [],
    earned: quote.earned,
  });
}

function brief(fields: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isUsual(value)));
}

function isUsual(value: unknown): boolean {
  return value === 0 || value === "" || (Array.isArray(value) && value.length === 0);
}
