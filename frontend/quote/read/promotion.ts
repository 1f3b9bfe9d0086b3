/** A promotion as it is written in JSON: who gets it, for which goods, and what. */

import { MOST_MINOR } from "./basket.ts";
import { byType, fields, flag, list, maybe, oneOf, type Read, type Reader, text, usual, whole } from "./reader.ts";

const minor = whole(0, MOST_MINOR);
const pieces = whole(1, 100_000);
const basisPoints = whole(0, 10_000);
const words = usual(list(text), []);

const goods = fields({
  skus: words,
  products: words,
  categories: words,
  brands: words,
  not_skus: words,
  not_products: words,
  not_categories: words,
  not_brands: words,
  not_reduced: usual(flag, false),
});
const everything = goods({}, "goods");

const part = fields({ goods: usual(goods, everything), quantity: usual(pieces, 1) });

const when = fields({
  needs_coupon: usual(flag, false),
  channels: words,
  stores: words,
  customers: words,
  customer_groups: words,
  tiers: words,
  is_first_order: usual(flag, false),
  weekdays: words,
  from_minute: usual(whole(0, 1440), 0),
  to_minute: usual(whole(0, 1440), 1440),
  min_sum_minor: usual(minor, 0),
  min_quantity: usual(whole(0, MOST_MINOR), 0),
  contains: usual(list(part), []),
});

function effect<Type extends string, F extends Readonly<Record<string, Reader<unknown>>>>(type: Type, terms: F) {
  return fields({ type: oneOf([type]), ...terms });
}

const effects = byType({
  percent: effect("percent", { basis_points: basisPoints }),
  amount: effect("amount", { amount_minor: minor }),
  amount_each: effect("amount_each", { amount_minor: minor }),
  fixed_price: effect("fixed_price", { price_minor: minor }),
  cheapest_free: effect("cheapest_free", {
    of: pieces,
    free: usual(pieces, 1),
    basis_points: usual(basisPoints, 10_000),
    times: usual(pieces, 100_000),
  }),
  gift: effect("gift", { sku: text, quantity: usual(pieces, 1) }),
  bundle: effect("bundle", { parts: list(part), price_minor: minor, times: usual(pieces, 100) }),
  free_delivery: effect("free_delivery", { up_to_minor: maybe(minor) }),
  points: effect("points", { per_mille: whole(0, 1_000_000) }),
});

export const promotion = fields({
  id: maybe(text),
  code: text,
  priority: usual(whole(-MOST_MINOR, MOST_MINOR), 100),
  group: usual(text, ""),
  alone: usual(flag, false),
  cap_minor: maybe(minor),
  when: usual(when, when({}, "when")),
  goods: usual(goods, everything),
  effect: effects,
});

export type Promotion = Read<typeof promotion>;
export type Goods = Read<typeof goods>;
export type When = Read<typeof when>;
export type Effect = Read<typeof effects>;
export type EffectOf<Type extends Effect["type"]> = Extract<Effect, { readonly type: Type }>;
