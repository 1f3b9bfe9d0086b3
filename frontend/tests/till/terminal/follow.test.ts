import assert from "node:assert/strict";
import { test } from "node:test";
import { cancelPayment, type Following, resumePayment, startPayment } from "../../../till/terminal/follow.ts";
import { type Intent, readTold, type State, type Told, UNCERTAIN } from "../../../till/terminal/payment.ts";
import type { Terminal } from "../../../till/terminal/terminal.ts";

const INTENT: Intent = {
  wanted: { id: "0193a0b2-0000-7000-8000-000000000001", kind: "sale", amountMinor: 1234, currency: "GBP" },
  startedAt: "2026-11-22T10:15:00.000Z",
  told: UNCERTAIN,
  checkout: null,
  givesBack: null,
};

type Answer = Told | "unknown" | "busy";

function told(state: State, reason = ""): Told {
  return { state, reference: state === "approved" ? "A1" : "", card: "", reason };
}

/** Answers in order, the last one for ever; writes down what was done, in the order it was done. */
function following(answers: readonly Answer[], left = Number.POSITIVE_INFINITY) {
  const done: string[] = [];
  const waits: number[] = [];
  const next = () => answers[Math.min(done.filter((one) => one.startsWith("ask")).length, answers.length) - 1]!;
  const ask = (what: string) => {
    done.push(`ask ${what}`);
    return next();
  };
  const terminal: Terminal = {
    start: async ({ id }) => ask(`start ${id.slice(-1)}`) as Told | "busy",
    ask: async (id) => ask(`after ${id.slice(-1)}`) as Told | "unknown",
    cancel: async (id) => ask(`cancel ${id.slice(-1)}`) as Told | "unknown",
  };
  const following: Following = {
    terminal,
    keep: async (intent) => void done.push(`keep ${intent.told.state}`),
    show: () => {},
    wait: async (milliseconds) => void waits.push(milliseconds),
    isLeft: () => waits.length >= left,
  };
  return { following, done, waits };
}

test("a payment is on the disk before the terminal hears of it, and its end before anybody sees it", async () => {
  const { following: by, done } = following([told("waiting"), told("waiting"), told("approved")]);

  const ended = await startPayment(INTENT, by);

  assert.deepEqual([ended.told.state, ended.told.reference], ["approved", "A1"]);
  assert.deepEqual(done, [
    "keep uncertain",
    "ask start 1",
    "keep waiting",
    "ask after 1",
    "ask after 1",
    "keep approved",
  ]);
});

test("no answer is asked after by the same id, and never begun again", async () => {
  const { following: by, done } = following([UNCERTAIN, UNCERTAIN, UNCERTAIN, told("approved")]);

  const ended = await startPayment(INTENT, by);

  assert.equal(ended.told.state, "approved");
  assert.equal(done.filter((one) => one.startsWith("ask start")).length, 1);
});

test("while nobody knows it is asked more and more slowly", async () => {
  const { following: by, waits } = following([UNCERTAIN], 9);

  const left = await startPayment(INTENT, by);

  assert.equal(left.told.state, "uncertain");
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
});

test("what never arrived has taken nothing", async () => {
  const { following: by } = following([UNCERTAIN, "unknown"]);

  const ended = await startPayment(INTENT, by);

  assert.deepEqual([ended.told.state, ended.told.reason], ["cancelled", "never_arrived"]);
});

test("a terminal that is busy has begun nothing", async () => {
  const { following: by } = following(["busy"]);

  const ended = await startPayment(INTENT, by);

  assert.deepEqual([ended.told.state, ended.told.reason], ["declined", "busy"]);
});

test("after a crash it is asked what became of it", async () => {
  const { following: by, done } = following([told("approved")]);

  const ended = await resumePayment({ ...INTENT, told: told("waiting") }, by);

  assert.equal(ended.told.state, "approved");
  assert.deepEqual(done, ["ask after 1", "keep approved"]);
});

test("the terminal says whether a payment could still be ended", async () => {
  const tooLate = following([told("approved")]);
  const inTime = following([told("cancelled")]);
  const lost = following([UNCERTAIN]);

  assert.equal((await cancelPayment(INTENT, tooLate.following)).told.state, "approved");
  assert.equal((await cancelPayment(INTENT, inTime.following)).told.state, "cancelled");
  assert.equal((await cancelPayment({ ...INTENT, told: told("waiting") }, lost.following)).told.state, "uncertain");
});

test("once it has ended it stays so, whatever comes later", async () => {
  const { following: by, done } = following([told("declined")]);

  const ended = await cancelPayment({ ...INTENT, told: told("approved") }, by);

  assert.equal(ended.told.state, "approved");
  assert.deepEqual(done, ["ask cancel 1"]);
});

test("an answer that is not understood is uncertain, never a no", () => {
  for (const odd of [null, 7, "approved", {}, { state: "APPROVED" }, { state: ["approved"] }]) {
    assert.equal(readTold(odd), UNCERTAIN);
  }
  assert.deepEqual(readTold({ state: "approved", reference: "A1", card: 7 }), {
    state: "approved",
    reference: "A1",
    card: "",
    reason: "",
  });
});
