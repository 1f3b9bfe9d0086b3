/** A coupon that is scanned is in the basket, once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { addCoupon } from "../../../till/sell/add_coupon.ts";
import { NO_SALE, sale, settings } from "../../../till/state.ts";
import { SETTINGS } from "./settings.ts";

test("in any spelling, and once; one the till does not know is not put in", () => {
  settings.value = { ...SETTINGS, coupons: { SPRING: "p1" } };
  sale.value = NO_SALE;

  const were = ["SPRING", " spring ", "AUTUMN"].map(addCoupon);

  assert.deepEqual([were, sale.value.coupons], [[true, true, false], ["SPRING"]]);
});
