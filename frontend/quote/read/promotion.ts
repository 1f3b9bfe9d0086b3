/** A promotion as it is written in JSON: who gets it, for which goods, and what. */

import { MOST_AMOUNT } from "../bounds.ts";
import { DAYS } from "./basket.ts";
import {
  byType,
  fields,
  flag,
  list,
  Malformed,
  maybe,
  oneOf,
  type Read,
  type Reader,
  text,
  usual,
  whole,
} from "./reader.ts";

const amount = whole(1, MOST_AMOUNT);
const price = whole(0, MOST_AMOUNT);
const pieces = whole(1, 100_000);
const basisPoints = whole(1, 10_000);
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

const part = fields({ goods, quantity: usual(pieces, 1) });

const conditions = fields({
  needs_coupon: usual(flag, false),
  channels: words,
  stores: words,
  customers: words,
  customer_groups: words,
  tiers: words,
  is_first_order: usual(flag, false),
  weekdays: usual(list(oneOf(DAYS)), []),
  from_minute: usual(whole(0, 1440), 0),
  to_minute: usual(whole(0, 1440), 1440),
  min_sum_minor: usual(price, 0),
  min_quantity: usual(whole(0, 100_000), 0),
  contains: usual(list(part), []),
});

/** A promotion that could never work is a mistake of its author. */
const when: Reader<Read<typeof conditions>> = (value, where) => {
  const read = conditions(value, where);
  if (read.from_minute >= read.to_minute) throw new Malformed(`${where}.to_minute`, "ends before it begins");
  return read;
};

function effect<Type extends string, F extends Readonly<Record<string, Reader<unknown>>>>(type: Type, terms: F) {
  return fields({ type: oneOf([type]), ...terms });
}

const cheapestFree = effect("cheapest_free", {
  of: pieces,
  free: usual(pieces, 1),
  basis_points: usual(basisPoints, 10_000),
  times: usual(pieces, 100_000),
});

const effects = byType({
  percent: effect("percent", { basis_points: basisPoints }),
  amount: effect("amount", { amount_minor: amount }),
  amount_each: effect("amount_each", { amount_minor: amount }),
  fixed_price: effect("fixed_price", { price_minor: price }),
  cheapest_free: (value, where) => {
    const read = cheapestFree(value, where);
    if (read.free > read.of) throw new Malformed(`${where}.free`, "more are free than are bought");
    return read;
  },
  gift: effect("gift", { sku: text, quantity: usual(pieces, 1) }),
  bundle: effect("bundle", { parts: list(part, 1, 10), price_minor: price, times: usual(whole(1, 100), 100) }),
  free_delivery: effect("free_delivery", { up_to_minor: maybe(amount) }),
  points: effect("points", { per_mille: whole(1001, 100_000) }),
});

export const promotion = fields({
  id: maybe(text),
  code: text,
  priority: usual(whole(-1000, 1000), 100),
  group: usual(text, ""),
  alone: usual(flag, false),
  cap_minor: maybe(amount),
  when: usual(when, when({}, "when")),
  goods: usual(goods, everything),
  effect: effects,
});

export type Promotion = Read<typeof promotion>;
export type Goods = Read<typeof goods>;
export type When = Read<typeof when>;
export type Effect = Read<typeof effects>;
export type EffectOf<Type extends Effect["type"]> = Extract<Effect, { readonly type: Type }>;
