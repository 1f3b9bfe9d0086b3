/** A handheld sells in the shift of the till whose drawer it shares. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { shiftToSellIn } from "../../../till/shift/shared_drawer.ts";

const OWN = { id: "own", opened_at: "2026-11-22T08:00:00.000Z", float_minor: 0 };
const OTHERS = { id: "others", opened_at: "2026-11-22T09:00:00.000Z", float_minor: 10_000 };

test("it takes over the shift that is open there, and says whose drawer it is", () => {
  assert.deepEqual(shiftToSellIn(null, { till: "Counter", shift: OTHERS }), { ...OTHERS, drawerOf: "Counter" });
});

test("none is open there, none is open here; a till with a drawer of its own is told of none", () => {
  assert.equal(shiftToSellIn(null, { till: "Counter", shift: null }), null);
  assert.equal(shiftToSellIn(null, null), null);
});

test("a shift it opened itself is ended first", () => {
  assert.equal(shiftToSellIn(OWN, { till: "Counter", shift: OTHERS }), OWN);
});
