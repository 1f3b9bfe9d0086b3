/** Not a minor unit is lost, however large the product. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { compareText } from "../../quote/numbers/compare_text.ts";
import { div, nearest, product } from "../../quote/numbers/divide.ts";
import { share, shareLarge } from "../../quote/numbers/share.ts";

test("exactly half goes away from zero", () => {
  assert.equal(nearest(5, 1, 2), 3);
  assert.equal(nearest(-5, 1, 2), -3);
  assert.equal(nearest(-1, 1, 3), 0);
  assert.equal(nearest(7, 1, 2), 4);
});

test("a product just below 2^53, on it and far beyond it is divided exactly", () => {
  for (const [a, b, d] of [
    [94906265, 94906265, 7],
    [94906266, 94906266, 7],
    [2 ** 52, 2, 3],
    [999_999_999_999_999, 999_999, 1_000_000],
    [10 ** 15, 9_999_999, 10_099_999],
    [67_108_865, 67_108_863, 2],
  ] as const) {
    const n = BigInt(a) * BigInt(b);
    assert.equal(nearest(a, b, d), Number((2n * n + BigInt(d)) / (2n * BigInt(d))));
    assert.equal(product(a, b, d), Number(n / BigInt(d)));
  }
});

test("numbers around every power of two divide like whole numbers and not like fractions", () => {
  for (let power = 1; power < 53; power++) {
    for (const n of [2 ** power - 1, 2 ** power, 2 ** power + 1].filter(Number.isSafeInteger)) {
      for (const d of [1, 2, 3, 7, 10, 99_999, 2 ** 26 + 1]) {
        assert.equal(div(n, d), Number(BigInt(n) / BigInt(d)));
        assert.equal(nearest(n, 1, d), Number((2n * BigInt(n) + BigInt(d)) / (2n * BigInt(d))));
      }
    }
  }
});

test("a share loses and invents nothing; the odd unit goes to the largest remainder, of equals to the first", () => {
  assert.deepEqual(share(10, [1, 1, 1]), [4, 3, 3]);
  assert.deepEqual(share(10, [1, 1, 4]), [2, 2, 6]);
  assert.deepEqual(share(3, [0, 0]), [2, 1]);
  assert.deepEqual(share(0, [5, 0]), [0, 0]);
  assert.deepEqual(share(5, []), []);
});

test("a share by weights beyond 2^53 is the same as by small ones", () => {
  const most = 10 ** 15;

  assert.deepEqual(share(most, [most, most, most]), [333333333333334, 333333333333333, 333333333333333]);
  assert.deepEqual(shareLarge(10, [10n ** 30n, 10n ** 30n, 10n ** 30n]), [4, 3, 3]);
  assert.deepEqual(shareLarge(3, [0n, 0n]), [2, 1]);
});

test("texts sort by code point: an emoji after Ｚ, a prefix before what goes on", () => {
  assert.deepEqual(["😀", "Ｚ", "я", "é", "a", "Z", "", "ab"].sort(compareText), [
    "",
    "Z",
    "a",
    "ab",
    "é",
    "я",
    "Ｚ",
    "😀",
  ]);
  assert.ok(compareText("😀", "😁") < 0);
  assert.equal(compareText("чай", "чай"), 0);
});
