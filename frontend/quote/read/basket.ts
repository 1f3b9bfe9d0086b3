/** A basket as it is written in JSON; names are those of docs/reference/quote.md. */

import { MOST_AMOUNT, MOST_TOTAL } from "../bounds.ts";
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

const minor = whole(0, MOST_TOTAL);
const count = whole(1, MOST_AMOUNT);

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** "0.08875" is 8875 hundred-thousandths. */
const taxRate: Reader<number> = (value, where) => {
  const [, ones, places] = /^(\d)(?:\.(\d{1,5}))?$/.exec(text(value, where)) ?? [];
  if (ones === undefined) throw new Malformed(where, "a rate with at most five decimal places");
  return Number(ones) * 100_000 + Number((places ?? "").padEnd(5, "0"));
};

const price = fields({
  list: usual(text, "retail"),
  amount_minor: whole(0, MOST_AMOUNT),
  from_quantity: usual(count, 1),
  specificity: usual(whole(0, 7), 0),
  rank: usual(whole(-(2 ** 31), 2 ** 31), 100),
  includes_tax: usual(flag, true),
});

const line = fields({
  sku: text,
  quantity: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  step: usual(count, 1),
  prices: list(price),
  per: usual(oneOf([1, 100, 1000]), 1),
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
  wanted: whole(1, MOST_TOTAL),
  balance: minor,
  value_minor: count,
  least: usual(count, 1),
  most_basis_points: usual(whole(1, 10_000), 10_000),
});

const earning = fields({
  points: whole(1, 1_000_000),
  per_minor: count,
  tier_per_mille: usual(whole(1000, 100_000), 1000),
});

export const basket = fields({
  currency: text,
  lines: list(line),
  delivery: maybe(delivery),
  adjustments: usual(list(adjustment), []),
  channel: usual(text, "web"),
  store: maybe(text),
  weekday: usual(oneOf(DAYS), "mon"),
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
