import assert from "node:assert/strict";
import { test } from "node:test";
import type { Limits } from "../../../till/protocol.ts";
import { cashNeedsManager, differenceNeedsManager } from "../../../till/shift/limits.ts";

const LIMITS = { cash_out_minor: 5000, difference_minor: 200 } as Limits;

test("a cashier may put in any cash, and take out as much as is allowed", () => {
  assert.deepEqual(
    [1_000_000, -5000, -5001].map((amount) => cashNeedsManager(amount, LIMITS)),
    [false, false, true],
  );
});

test("too much in the drawer is as odd as too little", () => {
  assert.deepEqual(
    [9800, 9799, 10_200, 10_201].map((counted) => differenceNeedsManager(counted, 10_000, LIMITS)),
    [false, true, false, true],
  );
});
