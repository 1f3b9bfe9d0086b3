/** A scan spoils nothing that somebody has begun. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Begun, guard, inTheWay } from "../../../till/scan/begun.ts";

test("nothing stands in the way where nothing is begun", () => {
  assert.equal(inTheWay(), null);
});

test("a form lets scans through until something is typed, and again when it is gone", () => {
  const said: string[] = [];
  let why = "";
  const leave = guard(() => ({ why, say: (text) => said.push(text) }));
  assert.equal(inTheWay(), null);

  why = "Finish the count.";
  inTheWay()?.say(why);
  leave();

  assert.deepEqual([said, inTheWay()], [["Finish the count."], null]);
});

test("the newest speaks: the manager's PIN over a count, then the count again", () => {
  const begun = (why: string): Begun => ({ why, say: assert.fail });
  const leaveCount = guard(() => begun("count"));
  const leavePin = guard(() => begun("PIN"));
  const leaveQuiet = guard(() => begun(""));

  const first = inTheWay()?.why;
  leavePin();
  const second = inTheWay()?.why;
  leaveCount();
  leaveQuiet();

  assert.deepEqual([first, second, inTheWay()], ["PIN", "count", null]);
});
