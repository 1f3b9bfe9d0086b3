/** A cashier takes back alone what the shop's limits allow; for the rest a manager is asked, and told why. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { needsManager } from "../../../till/returns/needs_manager.ts";
import { LIMITS } from "./orders.ts";

const now = new Date("2026-12-01T10:00:00.000Z");
const asked = { amount_minor: 10_000, placed_at: "2026-11-01T10:00:00.000Z", limits: LIMITS, now };

test("exactly the limit on exactly the last day is still the cashier's", () => {
  assert.deepEqual(needsManager(asked), []);
});

test("a second too late, a cent too much, or both", () => {
  const late = { ...asked, placed_at: "2026-11-01T09:59:59.000Z" };

  assert.deepEqual(needsManager(late), ["days"]);
  assert.deepEqual(needsManager({ ...asked, amount_minor: 10_001 }), ["amount"]);
  assert.deepEqual(needsManager({ ...late, amount_minor: 10_001 }), ["days", "amount"]);
});

test("without a receipt its own limit counts, however much a receipt would allow", () => {
  const stranger = { ...asked, placed_at: null };

  assert.deepEqual(needsManager({ ...stranger, amount_minor: 2_000 }), []);
  assert.deepEqual(needsManager({ ...stranger, amount_minor: 2_001 }), ["no_receipt"]);
  const strict = { ...LIMITS, return_without_receipt_minor: 0 };
  assert.deepEqual(needsManager({ ...stranger, amount_minor: 1, limits: strict }), ["no_receipt"]);
});

test("a shop whose days are none asks from the first second on", () => {
  assert.deepEqual(needsManager({ ...asked, limits: { ...LIMITS, return_days: 0 } }), ["days"]);
});
