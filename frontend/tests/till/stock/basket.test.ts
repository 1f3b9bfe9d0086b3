/** A basket begun on a phone goes on at the till. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Article, OpenedBasket } from "../../../till/protocol.ts";
import { pourBasket, type Receiving } from "../../../till/stock/pour_basket.ts";
import { wantedBasket } from "../../../till/stock/wanted_basket.ts";
import { ANNA } from "./people.ts";

const article = (variant: string): Article => ({
  variant,
  sku: variant,
  title: variant,
  product: "p",
  categories: [],
  brand: "",
  unit: "piece",
  per: 1,
  step: 1,
  tax_rate: "0",
  barcodes: [],
  prices: [],
  picture: "",
  popularity: 0,
});

const EMPTY: Receiving & { readonly discounts: readonly string[] } = {
  lines: [],
  returned: [],
  customer: null,
  coupons: [],
  points: 0,
  cart: null,
  discounts: ["kept"],
};
const BASKET: OpenedBasket = {
  id: "cart",
  customer: ANNA,
  lines: [
    { article: article("mug"), quantity: 2 },
    { article: article("pot"), quantity: 1 },
  ],
  coupons: ["TEN"],
  points: 50,
};

const ids = () => {
  let last = 0;
  return () => `line ${++last}`;
};

test("six digits, in groups or not, and the link behind the square; nothing else", () => {
  assert.deepEqual(wantedBasket(" 123 456"), { code: "123456" });
  assert.deepEqual(wantedBasket("123456"), { code: "123456" });
  assert.deepEqual(wantedBasket("https://shop.example/en/basket/open/ab_C-1/"), {
    link: "https://shop.example/en/basket/open/ab_C-1/",
  });
  assert.equal(wantedBasket("12345"), null);
  assert.equal(wantedBasket("https://shop.example/product/tea/"), null);
});

test("everything of it is in the sale: lines, customer, coupons, points", () => {
  const sale = pourBasket(EMPTY, BASKET, ids());

  assert.deepEqual(
    sale.lines.map((line) => [line.id, line.title, line.quantity]),
    [
      ["line 1", "mug", 2],
      ["line 2", "pot", 1],
    ],
  );
  assert.deepEqual([sale.customer?.id, sale.coupons, sale.points, sale.cart], ["anna", ["TEN"], 50, "cart"]);
  assert.deepEqual(sale.discounts, ["kept"]);
});

test("opened twice it is there once; of what lies on the counter already the larger quantity counts", () => {
  const once = pourBasket(EMPTY, BASKET, ids());
  const five = { ...once, lines: once.lines.map((line) => ({ ...line, quantity: 5 })) };

  assert.deepEqual(pourBasket(once, BASKET, ids()), once);
  assert.deepEqual(
    pourBasket(five, BASKET, ids()).lines.map((line) => line.quantity),
    [5, 5],
  );
});

test("who was chosen at the till stays, and spends no points of somebody else", () => {
  const boris = { ...ANNA, id: "boris" };

  const sale = pourBasket({ ...EMPTY, customer: boris }, BASKET, ids());

  assert.deepEqual([sale.customer?.id, sale.points], ["boris", 0]);
});
