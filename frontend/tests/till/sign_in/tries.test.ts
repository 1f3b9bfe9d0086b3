import assert from "node:assert/strict";
import { test } from "node:test";
import { waitSeconds } from "../../../till/sign_in/tries.ts";

const AT = Date.parse("2026-11-23T10:00:00Z");

test("after five wrong PINs half a minute, doubled by each further one, up to about an hour", () => {
  assert.equal(waitSeconds({ wrong: 4, at: AT }, AT), 0);
  assert.deepEqual(
    [5, 6, 7, 12, 40].map((wrong) => waitSeconds({ wrong, at: AT }, AT)),
    [30, 60, 120, 3840, 3840],
  );
});

test("the pause runs down, and is over", () => {
  assert.equal(waitSeconds({ wrong: 5, at: AT }, AT + 29_500), 1);
  assert.equal(waitSeconds({ wrong: 5, at: AT }, AT + 30_000), 0);
});

test("a clock that was set back keeps nobody out for longer than the pause", () => {
  assert.equal(waitSeconds({ wrong: 5, at: AT }, AT - 365 * 86_400_000), 30);
});
