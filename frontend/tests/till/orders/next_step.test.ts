/** What a cashier may do with an order, and what the customer is told where they may not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { nextStep } from "../../../till/orders/next_step.ts";
import { line, order } from "../returns/orders.ts";

test("an order that is ready and unpaid is paid and handed over", () => {
  const ready = order([line("mug", 0, 0)], { status: "confirmed", can_collect: true, due_minor: 1000 });

  assert.deepEqual(nextStep(ready), { canHandOver: true, canPay: true, canReturn: false, whyNot: "" });
});

test("one that is still being picked says so, and may be paid", () => {
  const early = order([line("mug", 0, 0)], { status: "confirmed", due_minor: 1000, why_not: "Still being picked." });

  assert.deepEqual(nextStep(early), {
    canHandOver: false,
    canPay: true,
    canReturn: false,
    whyNot: "Still being picked.",
  });
});

test("a cancelled one is neither paid nor handed over", () => {
  const cancelled = order([line("mug", 0, 0)], { status: "cancelled", due_minor: 1000, why_not: "It was cancelled." });

  assert.deepEqual(nextStep(cancelled), {
    canHandOver: false,
    canPay: false,
    canReturn: false,
    whyNot: "It was cancelled.",
  });
});

test("one that was handed over comes back, as long as anything of it is out", () => {
  const out = order([line("mug", 0, 0), line("pot", 1, 2500)], { why_not: "It was handed over." });

  assert.deepEqual(nextStep(out), { canHandOver: false, canPay: false, canReturn: true, whyNot: "" });
  assert.equal(nextStep(order([line("mug", 0, 0)])).canReturn, false);
});
