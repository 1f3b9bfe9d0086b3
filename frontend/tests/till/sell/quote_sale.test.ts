/** What the sale on the screen costs: prices in force, promotions of the day, coupons, points. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Quote } from "../../../quote/quote_basket.ts";
import type { ReturnedLine, Settings } from "../../../till/protocol.ts";
import { pricesNow, quoteSale, spellCoupon, whyNotApplied } from "../../../till/sell/quote_sale.ts";
import { putIn } from "../../../till/sell/sale_lines.ts";
import { shopTime } from "../../../till/sell/shop_clock.ts";
import { NO_SALE, type Sale } from "../../../till/state.ts";
import { article, price } from "../catalogue/shop.ts";
import { ANNA, NOON, SETTINGS } from "./settings.ts";

const TEA = article({ sku: "TEA", prices: [price(1000)] });
const sold = (change: Partial<Sale> = {}): Sale => ({ ...putIn(NO_SALE, TEA, 2, "line-1").sale, ...change });

function priced(sale: Sale, settings: Settings = SETTINGS, at = NOON): Quote {
  const quote = quoteSale(sale, settings, at);
  assert.ok(quote && !("refused" in quote), JSON.stringify(quote));
  return quote;
}

const promoted = (...promotions: Settings["promotions"]): Settings => ({ ...SETTINGS, promotions });
const TEN = { id: "p-10", code: "TEN", name: "Ten off", effect: { type: "percent", basis_points: 1000 } };

test("nothing sold has no price; what comes back takes no part in it", () => {
  assert.equal(quoteSale(NO_SALE, SETTINGS, NOON), null);
  const returned: readonly ReturnedLine[] = [
    {
      order_line: null,
      variant: "v",
      sku: "X",
      title: "X",
      unit: "piece",
      per: 1,
      quantity: 1,
      amount_minor: 500,
      condition: "good",
      restock: true,
      reason: "",
      approved_by: null,
    },
  ];
  const back: Sale = { ...NO_SALE, returned };
  assert.equal(quoteSale(back, SETTINGS, NOON), null);
  assert.equal(priced(sold({ returned })).total, 2000);
});

test("an article without a price in force is refused by name", () => {
  const later = article({ sku: "LATER", prices: [price(100, { starts_at: "2026-12-01T00:00:00Z" })] });
  const sale = putIn(NO_SALE, later, 1, "line-1").sale;
  assert.deepEqual(quoteSale(sale, SETTINGS, NOON), { refused: "no_price", sku: "LATER" });
});

test("prices begin and end to the second, and those of a group are for its customers", () => {
  const prices = [
    price(1000),
    price(900, { list: "sale", rank: 1, starts_at: "2026-11-22T07:00:00Z", ends_at: "2026-11-23T07:00:00Z" }),
    price(700, { list: "club", specificity: 4, group: "club" }),
  ];
  const at = (time: string, group = "") => pricesNow(prices, group, new Date(time)).map((one) => one.list);
  assert.deepEqual(at("2026-11-22T06:59:59Z"), ["retail"]);
  assert.deepEqual(at("2026-11-22T07:00:00Z"), ["retail", "sale"]);
  assert.deepEqual(at("2026-11-23T07:00:00Z"), ["retail"]);
  assert.deepEqual(at("2026-11-22T06:00:00Z", "club"), ["retail", "club"]);

  const club = putIn(NO_SALE, article({ sku: "A", prices }), 1, "l").sale;
  assert.equal(priced({ ...club, customer: { ...ANNA, group: "club" } }).total, 700);
});

test("a promotion works in its period, on the shop's own day and hour", () => {
  const sunday = {
    ...TEN,
    when: { weekdays: ["sun"], from_minute: 720 },
    starts_at: "2026-11-01T00:00:00Z",
    ends_at: "2026-12-01T00:00:00Z",
  };
  assert.equal(priced(sold(), promoted(sunday)).total, 1800);
  assert.equal(priced(sold(), promoted(sunday), new Date("2026-11-22T06:59:00Z")).total, 2000);
  assert.equal(priced(sold(), promoted(sunday), new Date("2026-11-22T19:00:00Z")).total, 2000, "Monday in Almaty");
  assert.equal(priced(sold(), promoted(sunday), new Date("2026-12-06T07:00:00Z")).total, 2000, "over");
  assert.deepEqual(shopTime(NOON, "Asia/Almaty"), { weekday: "sun", minute: 720 });
  assert.deepEqual(shopTime(NOON, "Europe/Belgrade"), { weekday: "sun", minute: 480 });
});

test("what each person may use so often needs a person, and one who has not used it up", () => {
  const settings = promoted({ ...TEN, uses_per_customer: 1 });
  assert.equal(priced(sold(), settings).total, 2000);
  assert.equal(priced(sold({ customer: ANNA }), settings).total, 1800);
  assert.equal(priced(sold({ customer: { ...ANNA, used_promotions: ["p-10"] } }), settings).total, 2000);
});

test("one for a first order is once, though it does not say how often", () => {
  const settings = promoted({ ...TEN, when: { is_first_order: true } });
  const first = { ...ANNA, is_first_order: true };
  assert.equal(priced(sold({ customer: first }), settings).total, 1800);
  assert.equal(priced(sold({ customer: { ...first, used_promotions: ["p-10"] } }), settings).total, 2000);
});

test("a coupon works, or says why it does not", () => {
  const settings = {
    ...promoted(
      { ...TEN, when: { needs_coupon: true } },
      { id: "p-big", code: "BIG", when: { needs_coupon: true, min_sum_minor: 9000 }, effect: TEN.effect },
      { id: "p-own", code: "OWN", when: { needs_coupon: true }, uses_per_customer: 1, effect: TEN.effect },
    ),
    coupons: { TEN10: "p-10", BIG10: "p-big", OWN10: "p-own", OLD: "p-old" },
  };
  const sale = sold({ coupons: ["TEN10", "BIG10", "OWN10", "OLD", "NONE"] });
  const quote = priced(sale, settings);

  const why = sale.coupons.map((coupon) => whyNotApplied(coupon, sale, settings, quote, NOON));

  assert.equal(quote.total, 1800);
  assert.deepEqual(why, ["", "sum_too_small", "needs_customer", "not_active", "not_active"]);
  assert.equal(spellCoupon(" ten-10_x "), "TEN10X");
});

test("a promotion this version does not understand spoils no sale", () => {
  const strange = { code: "NEW", effect: { type: "of_next_year" } };
  assert.equal(priced(sold(), promoted(strange, TEN)).total, 1800);
});

test("points are spent and earned by the programme's terms, for a known customer", () => {
  const quote = priced(sold({ customer: ANNA, points: 5 }));
  assert.deepEqual([quote.pointsMinor, quote.total, quote.pointsRefused], [500, 1500, ""]);
  assert.equal(priced(sold({ customer: ANNA, points: 15 })).pointsRefused, "too_many");
  assert.equal(priced(sold({ points: 5 })).points, 0);

  const dear = putIn(NO_SALE, article({ sku: "DEAR", prices: [price(100_000)] }), 1, "l").sale;
  assert.deepEqual(priced({ ...dear, customer: ANNA }).earned, [20]);
  assert.deepEqual(priced(dear).earned, []);
});

test("what a person took off comes after the promotions", () => {
  const discount = { code: "amount", amount_minor: 300, line_positions: [0], reason: "Damaged", approved_by: null };
  assert.equal(priced(sold({ discounts: [discount] }), promoted(TEN)).total, 1500);
});
