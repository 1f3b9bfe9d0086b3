import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Entry, Report } from "../../../till/protocol.ts";
import { countedMinor, tidyCount } from "../../../till/shift/count_cash.ts";
import { reportOf } from "../../../till/shift/report.ts";

interface Shift {
  readonly why: string;
  readonly currency: string;
  readonly number: number;
  readonly entries: readonly Entry[];
  readonly report: Report;
}

const FILE = new URL("../../../../tests/vectors/till/shift.json", import.meta.url);
const shifts = JSON.parse(readFileSync(FILE, "utf8")) as readonly Shift[];

test("there are shifts of every sort", () => {
  assert.ok(shifts.length >= 15);
});

for (const { why, entries, currency, number, report } of shifts) {
  test(why, () => {
    assert.deepEqual(reportOf(entries, currency, number), report);
    assert.deepEqual(reportOf([...entries].reverse(), currency, number), report);
  });
}

test("cash is counted by the value of its pieces", () => {
  assert.equal(countedMinor({ "5000": 2, "100": 3, "5": 0 }), 10_300);
  assert.deepEqual(tidyCount({ "5000": 2, "5": 0 }), { "5000": 2 });
});
