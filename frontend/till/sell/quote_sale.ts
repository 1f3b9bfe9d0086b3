/** What the sale on the screen costs: its articles at the prices in force, the buyer, and what people decided, given to the quote engine. Pure. */

import { type Quote, quoteBasket } from "../../quote/quote_basket.ts";
import { type Basket, basket } from "../../quote/read/basket.ts";
import { Malformed } from "../../quote/read/reader.ts";
import type { Refused } from "../../quote/refused.ts";
import type { Article, Customer, ManualDiscount, Settings, TimedPrice } from "../protocol.ts";
import { promotionsNow } from "./promotions_now.ts";
import { shopTime } from "./shop_clock.ts";

/** What of a sale goes into its price; goods that come back have theirs already, and take no part. */
export interface Selling {
  readonly lines: readonly { readonly article: Article; readonly quantity: number }[];
  readonly customer: Customer | null;
  readonly coupons: readonly string[];
  readonly points: number;
  readonly discounts: readonly ManualDiscount[];
}

/** Null where nothing is sold. Cash is rounded when it is paid, not here. */
export function quoteSale(sale: Selling, settings: Settings, at: Date): Quote | Refused | null {
  if (sale.lines.length === 0) return null;
  const { active } = promotionsNow(settings, { customer: sale.customer, tradeGroup: null }, at);
  const read = readBasket(sale, settings, at);
  return "refused" in read ? read : quoteBasket(read, active);
}

/** Why a coupon of this sale does nothing; "" for one that works. The words are those of the specification. */
export function whyNotApplied(coupon: string, sale: Selling, settings: Settings, quote: Quote, at: Date): string {
  const id = settings.coupons[coupon];
  if (!id) return "not_active";
  const { active, leftOut } = promotionsNow(settings, { customer: sale.customer, tradeGroup: null }, at);
  const called = active.find((promotion) => (promotion.id ?? promotion.code) === id);
  if (!called) return leftOut.get(id) ?? "not_active";
  return quote.reasons.find((reason) => reason.code === called.code)?.reason ?? "";
}

/** The normal spelling: upper case without blanks, dashes and underscores. */
export function spellCoupon(typed: string): string {
  return typed.toUpperCase().replace(/[\s_-]/g, "");
}

function readBasket(sale: Selling, settings: Settings, at: Date): Basket | Refused {
  try {
    return basket(writeBasket(sale, settings, at), "basket");
  } catch (problem) {
    if (problem instanceof Malformed) return { refused: "total_too_large" };
    throw problem;
  }
}

function writeBasket(sale: Selling, settings: Settings, at: Date): Record<keyof Basket, unknown> {
  const { customer, points } = sale;
  const { programme } = settings;
  return {
    currency: settings.currency,
    lines: sale.lines.map((line) => writeLine(line, customer?.group ?? "", at)),
    delivery: null,
    adjustments: sale.discounts.map(({ code, amount_minor, line_positions }) => ({
      code,
      amount_minor,
      line_positions,
    })),
    channel: settings.channel,
    store: settings.store.id,
    ...shopTime(at, settings.store.timezone),
    customer: customer?.id ?? null,
    customer_group: customer?.group ?? "",
    tier: customer?.tier ?? "",
    is_first_order: customer?.is_first_order ?? false,
    coupons: Object.fromEntries(
      sale.coupons.flatMap((coupon) => (settings.coupons[coupon] ? [[coupon, settings.coupons[coupon]]] : [])),
    ),
    points:
      points > 0 && customer && programme
        ? {
            wanted: points,
            balance: customer.points,
            value_minor: programme.value_minor,
            least: programme.least,
            most_basis_points: programme.most_basis_points,
          }
        : null,
    earning:
      customer && programme
        ? { points: programme.points, per_minor: programme.per_minor, tier_per_mille: customer.tier_per_mille }
        : null,
    cash_rounding_minor: 1,
  };
}

function writeLine({ article, quantity }: Selling["lines"][number], group: string, at: Date) {
  const { sku, product, categories, brand, per, step, tax_rate } = article;
  return {
    sku,
    quantity,
    product,
    categories,
    brand,
    per,
    step,
    tax_rate,
    prices: pricesNow(article.prices, group, at),
  };
}

/** Of lists meant for this buyer and in force; the quote engine chooses among them. */
export function pricesNow(prices: readonly TimedPrice[], group: string, at: Date) {
  const now = at.getTime();
  return prices
    .filter((price) => price.group === "" || price.group === group)
    .filter(({ starts_at }) => starts_at === null || Date.parse(starts_at) <= now)
    .filter(({ ends_at }) => ends_at === null || now < Date.parse(ends_at))
    .map(({ list, amount_minor, from_quantity, specificity, rank, includes_tax }) => {
      return { list, amount_minor, from_quantity, specificity, rank, includes_tax };
    });
}
