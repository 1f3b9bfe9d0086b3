/** A discount as it is typed, and which units a basket wants set aside. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { wantsOf } from "../../../till/sell/leases.ts";
import { readSize } from "../../../till/sell/read_size.ts";
import { putIn } from "../../../till/sell/sale_lines.ts";
import { dayOf, isPast } from "../../../till/sell/today.ts";
import { NO_SALE } from "../../../till/state.ts";
import { article } from "../catalogue/shop.ts";
import { NOON } from "./settings.ts";

test("percent has two places, an amount as many as its currency", () => {
  assert.deepEqual(readSize("12.5", true, "EUR"), { basisPoints: 1250 });
  assert.deepEqual(readSize("3,50", false, "EUR"), { amountMinor: 350 });
  assert.deepEqual(readSize("350", false, "JPY"), { amountMinor: 350 });
});

test("nothing, more than everything, or a fraction of a minor unit is no discount", () => {
  for (const typed of ["", "0", "100.01", "-5", "1.234", "x"]) assert.equal(readSize(typed, true, "EUR"), null, typed);
  assert.equal(readSize("1.5", false, "JPY"), null);
});

test("of each article so much is set aside as lies in the basket in all", () => {
  const cheese = article({ sku: "CHEESE", unit: "g", per: 1000 });
  const sale = putIn(putIn(NO_SALE, cheese, 300, "a").sale, cheese, 200, "b").sale;
  assert.deepEqual(wantsOf(sale), [{ variant: cheese.variant, quantity: 500 }]);
});

test("a day is over when it is in the shop", () => {
  assert.equal(dayOf(new Date("2026-11-22T19:00:00Z"), "Asia/Almaty"), "2026-11-23");
  assert.ok(!isPast("2026-11-22", NOON, "Asia/Almaty"));
  assert.ok(isPast("2026-11-22", new Date("2026-11-22T19:00:00Z"), "Asia/Almaty"));
});
