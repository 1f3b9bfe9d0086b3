/** Money goes back on a receipt of its own, to the coin. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isPaid } from "../../../till/pay/checkout.ts";
import { makeSold } from "../../../till/pay/make_sold.ts";
import { everything, returnedLines } from "../../../till/returns/choice.ts";
import { meansBack } from "../../../till/returns/means.ts";
import { beginRefund, putDown } from "../../../till/returns/refund.ts";
import { line, order } from "./orders.ts";

const FOUND = order([line("mug", 1, 1252)]);
const RETURNED = returnedLines(FOUND, everything(FOUND), "broken", null);
const MOMENT = { number: "K1-8", language: "en", knownUntil: 7, isOffline: false };
const refunding = () => {
  let last = 0;
  return { id: "sale", currency: "EUR", coin: 5, customer: "anna", newId: () => `t${++last}` };
};
const way = { amount_minor: 1252, customer: "anna", is_online: true, coin: 5 };

test("in cash it is rounded to the coin, and the receipt says how", () => {
  const [cash] = meansBack({ ...way, payments: [] });

  const { checkout, waiting } = beginRefund(RETURNED, cash!, refunding());

  assert.deepEqual([isPaid(checkout), waiting], [true, []]);
  const sold = makeSold(checkout, MOMENT);
  assert.deepEqual(sold.tenders, [{ id: "t1", method: "cash", amount_minor: -1250, reference: "" }]);
  assert.deepEqual([sold.returned_minor, sold.rounding_minor, sold.net_minor, sold.customer], [1252, 2, -1250, "anna"]);
  assert.equal(sold.change_minor, 1250);
});

test("as credit and through the web's payment it goes back to the minor unit", () => {
  const payments = [{ id: "pay-1", method: "online", tender: "", refundable_minor: 5000 }];
  const [original, , credit] = meansBack({ ...way, payments });

  for (const [means, method, reference] of [
    [original!, "original", "pay-1"],
    [credit!, "store_credit", ""],
  ] as const) {
    const sold = makeSold(beginRefund(RETURNED, means, refunding()).checkout, MOMENT);
    assert.deepEqual(sold.tenders, [{ id: "t1", method, amount_minor: -1252, reference }]);
    assert.deepEqual([sold.rounding_minor, sold.net_minor], [0, -1252]);
  }
});

test("a card waits for the terminal, and the cash beside it for the card", () => {
  const payments = [
    { id: "a", method: "cash", tender: "cash", refundable_minor: 300 },
    { id: "b", method: "card", tender: "card", refundable_minor: 952 },
  ];
  const [asPaid] = meansBack({ ...way, payments });

  const { checkout, waiting } = beginRefund(RETURNED, asPaid!, refunding());

  assert.deepEqual([checkout.tenders, isPaid(checkout)], [[], false]);
  assert.deepEqual(
    waiting.map((tender) => [tender.method, tender.amount_minor]),
    [
      ["card", -952],
      ["cash", -300],
    ],
  );
  const answered = waiting.reduce(putDown, checkout);
  assert.equal(isPaid(answered), true);
  assert.deepEqual(answered.tenders, waiting);
});
