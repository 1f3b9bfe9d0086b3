/** Quantities as they are typed and as they are counted. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { quantityFor, readQuantity, stepOf, writeQuantity } from "../../../till/sell/quantities.ts";
import { article } from "../catalogue/shop.ts";

const PIECE = article({ sku: "A" });
const CRATE = article({ sku: "C", step: 6 });
const KILO = article({ sku: "K", unit: "g", per: 1000 });
const METRE = article({ sku: "M", unit: "cm", per: 100, step: 5 });

test("what is typed is counted in the smallest steps", () => {
  assert.equal(readQuantity("3", PIECE), 3);
  assert.equal(readQuantity(" 12 ", CRATE), 12);
  assert.equal(readQuantity("0,345", KILO), 345);
  assert.equal(readQuantity(".5", KILO), 500);
  assert.equal(readQuantity("1.5", METRE), 150);
});

test("what is no quantity of it is none", () => {
  for (const typed of ["", "0", "-1", "1.5", "x", "1e3", "100001"])
    assert.equal(readQuantity(typed, PIECE), null, typed);
  assert.equal(readQuantity("7", CRATE), null);
  assert.equal(readQuantity("0.0005", KILO), null);
  assert.equal(readQuantity("1.52", METRE), null);
});

test("it is written as people say it", () => {
  assert.equal(writeQuantity(3, PIECE, "en"), "3");
  assert.equal(writeQuantity(345, KILO, "en"), "0.345");
  assert.equal(writeQuantity(1345, KILO, "ru"), "1,345");
  assert.equal(writeQuantity(150, METRE, "en"), "1.50");
});

test("plus and minus go by a piece, a crate, a tenth of a kilogram", () => {
  assert.deepEqual([PIECE, CRATE, KILO, METRE].map(stepOf), [1, 6, 100, 10]);
});

test("a label that says its price says how much is in the bag", () => {
  assert.equal(quantityFor(448, 1299, KILO), 345);
  assert.equal(quantityFor(1, 1299, KILO), 1);
  assert.equal(quantityFor(500, 0, PIECE), 1);
});
