import assert from "node:assert/strict";
import { test } from "node:test";
import { quickCash } from "../../../till/pay/quick_cash.ts";

const POUNDS = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

test("the sums a customer is likely to hand over come after the exact one", () => {
  assert.deepEqual(quickCash(1234, POUNDS), [1234, 1500, 2000, 5000]);
  assert.deepEqual(quickCash(2000, POUNDS), [2000, 5000]);
  assert.deepEqual(quickCash(499, POUNDS), [499, 500, 600, 1000, 2000]);
});

test("tenge: notes of thousands", () => {
  assert.deepEqual(
    quickCash(235_000, [2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000]),
    [235_000, 250_000, 300_000, 400_000, 500_000],
  );
});

test("a large sum is paid in large notes", () => {
  assert.deepEqual(quickCash(26_834, POUNDS), [26_834, 27_000, 28_000, 30_000]);
  assert.deepEqual(quickCash(99_999, POUNDS), [99_999, 100_000]);
});

test("nothing is handed over when money goes back", () => {
  assert.deepEqual(quickCash(-500, POUNDS), []);
  assert.deepEqual(quickCash(0, POUNDS), []);
});
