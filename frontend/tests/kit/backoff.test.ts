import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseSeconds } from "../../kit/backoff.ts";

test("pauses double from a second or two to a minute, and stay there", () => {
  assert.deepEqual(
    [1, 2, 3, 6, 7, 1000].map((failures) => pauseSeconds(failures, 1)),
    [2, 4, 8, 60, 60, 60],
  );
});

test("devices that failed together do not come back together", () => {
  assert.deepEqual([pauseSeconds(3, 0), pauseSeconds(3, 0.5), pauseSeconds(3, 1)], [4, 6, 8]);
});
