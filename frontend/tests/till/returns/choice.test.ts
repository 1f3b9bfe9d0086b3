/** The cashier taps what came back; the receipt says what goes back for it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  amountOf,
  everything,
  returnedLines,
  setCondition,
  setQuantity,
  setRestock,
  toggle,
} from "../../../till/returns/choice.ts";
import { line, order } from "./orders.ts";

const MUG = line("mug", 3, 1000);
const POT = line("pot", 1, 2500);
const GONE = line("gone", 0, 0, { quantity: 2 });

test("a tap takes all of a line in good order, another tap lets it be", () => {
  const once = toggle([], MUG);

  assert.deepEqual(once, [{ line: "mug", quantity: 3, condition: "good", restock: true }]);
  assert.deepEqual(toggle(once, MUG), []);
});

test("what has come back already cannot be chosen", () => {
  assert.deepEqual(toggle([], GONE), []);
  assert.deepEqual(
    everything(order([MUG, GONE, POT])).map((part) => part.line),
    ["mug", "pot"],
  );
});

test("a quantity stays between one and what may come back", () => {
  const chosen = toggle([], MUG);

  assert.equal(setQuantity(chosen, MUG, 2)[0]!.quantity, 2);
  assert.equal(setQuantity(chosen, MUG, 0)[0]!.quantity, 1);
  assert.equal(setQuantity(chosen, MUG, 7)[0]!.quantity, 3);
});

test("what is damaged is not put back on the shelf, whoever says so", () => {
  const damaged = setCondition(toggle([], POT), POT, "damaged");

  assert.equal(damaged[0]!.restock, false);
  assert.equal(setRestock(damaged, POT, true)[0]!.restock, false);
  assert.equal(setRestock(setCondition(damaged, POT, "opened"), POT, false)[0]!.restock, false);
  assert.equal(setCondition(damaged, POT, "good")[0]!.restock, true);
});

test("the receipt says each line with its share of what was paid, its reason and who allowed it", () => {
  const found = order([MUG, POT]);
  const chosen = setQuantity(everything(found), MUG, 2);

  const returned = returnedLines(found, chosen, "too small", "manager");

  assert.deepEqual(returned[0], {
    order_line: "mug",
    variant: "variant of mug",
    sku: "MUG",
    title: "mug",
    quantity: 2,
    unit: "piece",
    per: 1,
    amount_minor: 667,
    condition: "good",
    restock: true,
    reason: "too small",
    approved_by: "manager",
  });
  assert.equal(returned[1]!.amount_minor, 2500);
  assert.equal(amountOf(returned), 3167);
});

test("a line that comes back partly broken is shared part after part, and adds up", () => {
  const found = order([MUG]);
  const parts = [
    { line: "mug", quantity: 1, condition: "good", restock: true },
    { line: "mug", quantity: 1, condition: "damaged", restock: false },
    { line: "mug", quantity: 1, condition: "opened", restock: true },
  ] as const;

  const amounts = returnedLines(found, parts, "", null).map((each) => each.amount_minor);

  assert.deepEqual(amounts, [333, 334, 333]);
});
