/** A basket as it is written in JSON; names are those of docs/reference/quote.md. */

import {
  fields,
  flag,
  list,
  Malformed,
  maybe,
  named,
  oneOf,
  type Read,
  type Reader,
  text,
  usual,
  whole,
} from "./reader.ts";

export const MOST_MINOR = 10 ** 15;
const minor = whole(0, MOST_MINOR);
const count = whole(1, MOST_MINOR);

/** "0.08875" is 8875 hundred-thousandths. */
const taxRate: Reader<number> = (value, where) => {
  const [, ones, places] = /^(\d{1,3})(?:\.(\d{1,5}))?$/.exec(text(value, where)) ?? [];
  if (ones === undefined) throw new Malformed(where, "a rate with at most five decimal places");
  return Number(ones) * 100_000 + Number((places ?? "").padEnd(5, "0"));
};

const price = fields({
  list: usual(text, "retail"),
  amount_minor: minor,
  from_quantity: usual(count, 1),
  specificity: usual(whole(0, 7), 0),
  rank: usual(whole(-MOST_MINOR, MOST_MINOR), 100),
  includes_tax: usual(flag, true),
});

const line = fields({
  sku: text,
  quantity: whole(1, 100_000_000),
  prices: list(price),
  per: usual(whole(1, 1000), 1),
  product: maybe(text),
  categories: usual(list(text), []),
  brand: usual(text, ""),
  tax_rate: usual(taxRate, 0),
});

const delivery = fields({
  zone: usual(text, ""),
  price_minor: minor,
  tax_rate: usual(taxRate, 0),
  free_from_minor: maybe(minor),
});

const adjustment = fields({
  code: text,
  amount_minor: minor,
  applies_to: usual(oneOf(["goods", "delivery"]), "goods"),
  line_positions: maybe(list(whole(0, 499))),
});

const points = fields({
  wanted: minor,
  balance: minor,
  value_minor: count,
  least: usual(minor, 0),
  most_basis_points: usual(whole(0, 10_000), 10_000),
});

const earning = fields({
  points: minor,
  per_minor: count,
  tier_per_mille: usual(whole(0, 1_000_000), 1000),
});

export const basket = fields({
  currency: text,
  lines: list(line),
  delivery: maybe(delivery),
  adjustments: usual(list(adjustment), []),
  channel: usual(text, ""),
  store: maybe(text),
  weekday: usual(oneOf(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), "mon"),
  minute: usual(whole(0, 1439), 0),
  customer: maybe(text),
  customer_group: usual(text, ""),
  tier: usual(text, ""),
  is_first_order: usual(flag, false),
  coupons: usual(named(text), new Map<string, string>()),
  points: maybe(points),
  earning: maybe(earning),
  cash_rounding_minor: usual(count, 1),
});

export type Basket = Read<typeof basket>;
export type BasketLine = Read<typeof line>;
export type Price = Read<typeof price>;
export type Delivery = Read<typeof delivery>;
export type WantedPoints = Read<typeof points>;
export type Earning = Read<typeof earning>;
