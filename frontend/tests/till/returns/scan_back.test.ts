/** A receipt lies open, and something is scanned. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { toggle } from "../../../till/returns/choice.ts";
import { scanBack } from "../../../till/returns/scan_back.ts";
import { line, order } from "./orders.ts";

const MUG = line("mug", 2, 1000);
const TEA = line("tea", 345, 999, { unit: "g", per: 1000 });
const GONE = line("gone", 0, 0);
const FOUND = order([MUG, TEA, GONE]);

test("an article of the receipt comes back, piece by piece", () => {
  const one = scanBack(FOUND, [], MUG.variant)!;
  const two = scanBack(FOUND, one, MUG.variant)!;

  assert.deepEqual([one[0]!.quantity, two[0]!.quantity], [1, 2]);
});

test("what was weighed comes back as it was sold", () => {
  assert.equal(scanBack(FOUND, [], TEA.variant)![0]!.quantity, 345);
});

test("once all of it is chosen, the same article is what the customer takes instead; so is any other", () => {
  assert.equal(scanBack(FOUND, toggle([], MUG), MUG.variant), null);
  assert.equal(scanBack(FOUND, [], GONE.variant), null);
  assert.equal(scanBack(FOUND, [], "variant of pot"), null);
});

test("an article on two lines fills the one before the other", () => {
  const twice = order([MUG, { ...MUG, id: "mug-2" }]);

  const choice = scanBack(twice, toggle([], MUG), MUG.variant)!;

  assert.deepEqual(
    choice.map((part) => [part.line, part.quantity]),
    [
      ["mug", 2],
      ["mug-2", 1],
    ],
  );
});
