/** What is not a basket, or not a promotion, is not read; what may not be sold is refused by its word. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { quoteBasket } from "../../quote/quote_basket.ts";
import { basket } from "../../quote/read/basket.ts";
import { promotion } from "../../quote/read/promotion.ts";
import { Malformed } from "../../quote/read/reader.ts";

const TEA = { sku: "TEA", quantity: 1, prices: [{ amount_minor: 499 }] };
const BASKET = { currency: "EUR", lines: [TEA] };
const TEN = { code: "TEN", effect: { type: "percent", basis_points: 1000 } };

for (const [wrong, where] of [
  [null, "basket"],
  [[], "basket"],
  [{ lines: [] }, "basket.currency"],
  [{ ...BASKET, colour: "red" }, "basket.colour"],
  [{ ...BASKET, lines: {} }, "basket.lines"],
  [{ ...BASKET, lines: [{ ...TEA, quantity: 1.5 }] }, "basket.lines[0].quantity"],
  [{ ...BASKET, lines: [{ ...TEA, quantity: "1" }] }, "basket.lines[0].quantity"],
  [{ ...BASKET, lines: [{ ...TEA, quantity: 2 ** 53 }] }, "basket.lines[0].quantity"],
  [{ ...BASKET, lines: [{ ...TEA, sku: "\ud83d" }] }, "basket.lines[0].sku"],
  [{ ...BASKET, lines: [{ ...TEA, per: 10 }] }, "basket.lines[0].per"],
  [{ ...BASKET, lines: [{ ...TEA, tax_rate: 0.2 }] }, "basket.lines[0].tax_rate"],
  [{ ...BASKET, lines: [{ ...TEA, tax_rate: "0.123456" }] }, "basket.lines[0].tax_rate"],
  [{ ...BASKET, lines: [{ ...TEA, tax_rate: "-0.2" }] }, "basket.lines[0].tax_rate"],
  [{ ...BASKET, lines: [{ ...TEA, tax_rate: "10" }] }, "basket.lines[0].tax_rate"],
  [{ ...BASKET, lines: [{ ...TEA, prices: [{ amount_minor: -1 }] }] }, "basket.lines[0].prices[0].amount_minor"],
  [{ ...BASKET, lines: [{ ...TEA, prices: [{ amount_minor: 1e12 + 1 }] }] }, "basket.lines[0].prices[0].amount_minor"],
  [{ ...BASKET, minute: 1440 }, "basket.minute"],
  [{ ...BASKET, coupons: { CODE: 1 } }, "basket.coupons.CODE"],
  [{ ...BASKET, is_first_order: "yes" }, "basket.is_first_order"],
] as const) {
  test(`a basket wrong at ${where} is not read: ${JSON.stringify(wrong).slice(-60)}`, () => {
    assert.throws(
      () => basket(wrong, "basket"),
      (problem) => problem instanceof Malformed && problem.where === where,
    );
  });
}

for (const [wrong, where] of [
  [{ code: "X" }, "promotion.effect"],
  [{ ...TEN, effect: { type: "magic" } }, "promotion.effect.type"],
  [{ ...TEN, effect: { type: "toString" } }, "promotion.effect.type"],
  [{ ...TEN, effect: { ...TEN.effect, amount_minor: 1 } }, "promotion.effect.amount_minor"],
  [{ ...TEN, effect: { type: "percent", basis_points: 10_001 } }, "promotion.effect.basis_points"],
  [{ ...TEN, effect: { type: "cheapest_free", of: 2, free: 3 } }, "promotion.effect.free"],
  [{ ...TEN, effect: { type: "bundle", parts: [], price_minor: 1 } }, "promotion.effect.parts"],
  [{ ...TEN, effect: { type: "points", per_mille: 1000 } }, "promotion.effect.per_mille"],
  [{ ...TEN, when: { from_minute: 600, to_minute: 600 } }, "promotion.when.to_minute"],
  [{ ...TEN, when: { weekdays: ["someday"] } }, "promotion.when.weekdays[0]"],
  [{ ...TEN, goods: { sku: ["TEA"] } }, "promotion.goods.sku"],
  [{ ...TEN, priority: 1001 }, "promotion.priority"],
] as const) {
  test(`a promotion wrong at ${where} is not read`, () => {
    assert.throws(
      () => promotion(wrong, "promotion"),
      (problem) => problem instanceof Malformed && problem.where === where,
    );
  });
}

test("what is not written is as the specification says, and reading changes nothing", () => {
  const read = basket(JSON.parse(JSON.stringify(BASKET)), "basket");

  assert.equal(read.lines[0]!.per, 1);
  assert.equal(read.channel, "web");
  assert.deepEqual([...read.coupons], []);
  assert.equal(promotion(TEN, "promotion").priority, 100);
});

test("a rate is read to a hundred-thousandth", () => {
  const rates = ["0", "0.2", "0.20", "0.08875", "0.00001", "9.99999"].map(
    (tax_rate) => basket({ ...BASKET, lines: [{ ...TEA, tax_rate }] }, "basket").lines[0]!.tax_rate,
  );

  assert.deepEqual(rates, [0, 20_000, 20_000, 8_875, 1, 999_999]);
});

test("five hundred lines are a basket, one more is not", () => {
  const lines = (count: number) => basket({ ...BASKET, lines: new Array(count).fill(TEA) }, "basket");

  assert.ok("total" in quoteBasket(lines(500), []));
  assert.deepEqual(quoteBasket(lines(501), []), { refused: "too_many_lines" });
});

test("the same in, the same out: a basket is not changed by being priced", () => {
  const read = basket(BASKET, "basket");
  const promotions = [promotion(TEN, "promotion")];
  const before = structuredClone({ read, promotions });

  const quote = quoteBasket(read, promotions);

  assert.deepEqual(quoteBasket(read, promotions), quote);
  assert.deepEqual({ read, promotions }, before);
});
