/** Every step can be taken back, until the sale is another one. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  beginAnew,
  canUndo,
  change,
  chosen,
  putIn,
  setCustomer,
  setQuantity,
  takeOut,
  undo,
} from "../../../till/sell/change_sale.ts";
import { addDiscount } from "../../../till/sell/discounts.ts";
import { NO_SALE, sale, settings } from "../../../till/state.ts";
import { article, price } from "../catalogue/shop.ts";
import { ANNA, NOON, SETTINGS } from "./settings.ts";

const TEA = article({ sku: "TEA", prices: [price(1000)] });
const MUG = article({ sku: "MUG", prices: [price(300)] });
const skus = () => sale.value.lines.map((line) => [line.article.sku, line.quantity]);

beforeEach(() => {
  settings.value = SETTINGS;
  beginAnew();
});

test("what was put in last is chosen, and each step back is what was there before", () => {
  putIn(TEA, 1);
  putIn(MUG, 1);
  setQuantity(chosen.value!, 3);
  takeOut(sale.value.lines[0]!.id);
  assert.deepEqual(skus(), [["MUG", 3]]);

  undo();
  assert.deepEqual(skus(), [
    ["TEA", 1],
    ["MUG", 3],
  ]);
  undo();
  undo();
  undo();
  assert.deepEqual(skus(), []);
  assert.equal(canUndo.value, false);
  undo();
  assert.equal(sale.value, NO_SALE);
});

test("a quantity of nothing takes the line out, and its neighbour is chosen", () => {
  putIn(TEA, 1);
  putIn(MUG, 1);
  setQuantity(sale.value.lines[1]!.id, 0);
  assert.equal(chosen.value, sale.value.lines[0]!.id);
});

test("a percentage follows every change", () => {
  putIn(TEA, 1);
  change(addDiscount(sale.value, { line: null, size: { basisPoints: 1000 }, reason: "x" }, SETTINGS, NOON));
  putIn(TEA, 1);
  assert.equal(sale.value.discounts[0]!.amount_minor, 200);
});

test("points are of the customer they belong to", () => {
  setCustomer(ANNA);
  change({ ...sale.value, points: 50 });
  setCustomer(null);
  assert.deepEqual([sale.value.customer, sale.value.points], [null, 0]);
});

test("a sale that was paid is not brought back", () => {
  putIn(TEA, 1);
  sale.value = NO_SALE;

  assert.equal(canUndo.value, false);
  undo();
  assert.equal(sale.value, NO_SALE);
  putIn(MUG, 1);
  undo();
  assert.deepEqual(skus(), []);
  assert.equal(canUndo.value, false);
});

test("a thousand changes do not grow without end", () => {
  for (let times = 0; times < 1000; times++) putIn(TEA, 1);
  assert.deepEqual(skus(), [["TEA", 1000]]);
  let back = 0;
  while (canUndo.value) {
    undo();
    back++;
  }
  assert.equal(back, 100);
});
