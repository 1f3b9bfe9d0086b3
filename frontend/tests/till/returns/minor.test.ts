/** What a person types into a field of money is the money they mean. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readMinor, writeMinor } from "../../../till/returns/minor.ts";

test("comma or point, with or without its places", () => {
  assert.deepEqual(
    ["12", "12,5", "12.50", " 1 200,00 ", "0.05"].map((typed) => readMinor(typed, "EUR")),
    [1200, 1250, 1250, 120000, 5],
  );
});

test("what is no amount is none", () => {
  assert.deepEqual(
    ["", "-1", "1.234", "12a", "1,2,3"].map((typed) => readMinor(typed, "EUR")),
    [null, null, null, null, null],
  );
  assert.equal(readMinor("12.5", "JPY"), null);
});

test("written as it is read", () => {
  assert.deepEqual(
    [0, 5, 1250, 120000].map((minor) => writeMinor(minor, "EUR")),
    ["0.00", "0.05", "12.50", "1200.00"],
  );
  assert.equal(writeMinor(1200, "JPY"), "1200");
});
