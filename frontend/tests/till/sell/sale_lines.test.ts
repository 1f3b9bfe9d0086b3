/** Lines of a sale: what is scanned again counts, what is weighed lies apart, and discounts stay with their goods. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isEmpty, putIn, renewArticles, setQuantity, takeOut } from "../../../till/sell/sale_lines.ts";
import { NO_SALE, type Sale } from "../../../till/state.ts";
import { article, price } from "../catalogue/shop.ts";
import { ANNA } from "./settings.ts";

const TEA = article({ sku: "TEA" });
const MUG = article({ sku: "MUG" });
const CHEESE = article({ sku: "CHEESE", unit: "g", per: 1000 });
const off = (line_positions: readonly number[] | null) => {
  return { code: "amount", amount_minor: 10, line_positions, reason: "", approved_by: null };
};

function three(): Sale {
  return [TEA, CHEESE, MUG].reduce((sale, one) => putIn(sale, one, one.per, one.sku).sale, NO_SALE);
}

test("the same article again is one more of it; a second bag of cheese is a second line", () => {
  const tea = putIn(three(), TEA, 2, "new");
  const cheese = putIn(tea.sale, CHEESE, 345, "new");

  assert.deepEqual([tea.line, cheese.line], ["TEA", "new"]);
  assert.deepEqual(
    cheese.sale.lines.map((line) => [line.article.sku, line.quantity]),
    [
      ["TEA", 3],
      ["CHEESE", 1000],
      ["MUG", 1],
      ["CHEESE", 345],
    ],
  );
});

test("none of it takes it out, and what was not there changes nothing", () => {
  const sale = three();
  assert.deepEqual(
    setQuantity(sale, "TEA", 0).lines.map((line) => line.id),
    ["CHEESE", "MUG"],
  );
  assert.equal(takeOut(sale, "SPOON"), sale);
});

test("a discount moves up with its line, goes with it, or stays for the rest", () => {
  const sale = { ...three(), discounts: [off([0]), off([2]), off([0, 1]), off(null)] };
  assert.deepEqual(takeOut(sale, "TEA").discounts, [off([1]), off([0]), off(null)]);

  const empty = ["TEA", "CHEESE", "MUG"].reduce(takeOut, sale);
  assert.deepEqual(empty.discounts, []);
});

test("a sale that was parked is sold at what its articles cost now", () => {
  const dearer = { ...TEA, prices: [price(150)] };
  assert.deepEqual(
    renewArticles(three(), [dearer]).lines.map((line) => line.article),
    [dearer, CHEESE, MUG],
  );
});

test("a customer alone is something to keep", () => {
  assert.ok(isEmpty(NO_SALE));
  assert.ok(!isEmpty({ ...NO_SALE, customer: ANNA }));
  assert.ok(!isEmpty(three()));
});
