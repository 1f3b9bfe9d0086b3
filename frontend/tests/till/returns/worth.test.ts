/** Of what was paid for a line not a minor unit is lost or invented when it comes back in parts. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { without, worth } from "../../../till/returns/worth.ts";

test("three for ten euros come back at 3.33, 3.34 and what is left", () => {
  const three = { returnable: 3, returnable_minor: 1000 };
  const two = without(three, 1);
  const one = without(two, 1);

  assert.equal(worth(three, 1), 333);
  assert.deepEqual(two, { returnable: 2, returnable_minor: 667 });
  assert.equal(worth(two, 1), 334);
  assert.deepEqual(one, { returnable: 1, returnable_minor: 333 });
  assert.equal(worth(one, 1), 333);
  assert.deepEqual(without(one, 1), { returnable: 0, returnable_minor: 0 });
});

test("exactly half a minor unit goes to the customer", () => {
  assert.equal(worth({ returnable: 2, returnable_minor: 5 }, 1), 3);
});

test("nothing is worth nothing, and more than there is is worth all there is", () => {
  const four = { returnable: 4, returnable_minor: 999 };

  assert.equal(worth(four, 0), 0);
  assert.equal(worth(four, 4), 999);
  assert.equal(worth(four, 9), 999);
  assert.equal(worth({ returnable: 0, returnable_minor: 0 }, 1), 0);
});

test("in whatever parts a line comes back, the parts add up to what was paid for it", () => {
  for (const paid of [0, 1, 2, 7, 99, 1000, 1001, 123_457]) {
    for (let pieces = 1; pieces <= 12; pieces++) {
      for (let part = 1; part <= pieces; part++) {
        let left = { returnable: pieces, returnable_minor: paid };
        let back = 0;
        while (left.returnable > 0) {
          const amount = worth(left, Math.min(part, left.returnable));
          assert.ok(amount >= 0 && amount <= left.returnable_minor);
          back += amount;
          left = without(left, part);
        }
        assert.equal(back, paid);
      }
    }
  }
});

test("weighed goods by the gram, dear ones beyond 2^53 in between", () => {
  const grams = { returnable: 999_999, returnable_minor: 999_999_999_999 };

  assert.equal(worth(grams, 333_333), 333_333_333_333);
  assert.equal(worth({ returnable: 1_000_000, returnable_minor: 10 ** 14 + 1 }, 999_999), 10 ** 14 - 10 ** 8 + 1);
});
