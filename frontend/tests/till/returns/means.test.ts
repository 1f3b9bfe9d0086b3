/** Money goes back the way it came, unless it cannot. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { meansBack } from "../../../till/returns/means.ts";

const paid = (id: string, tender: string, refundable_minor: number) => ({
  id,
  method: tender,
  tender,
  refundable_minor,
});
const way = { amount_minor: 1250, customer: "anna", is_online: true, coin: 1 };
const names = (means: ReturnType<typeof meansBack>) => means.map((each) => each.name);

test("what was paid by card at a till goes back on the card, else in cash or as credit", () => {
  const means = meansBack({ ...way, payments: [paid("p", "card", 5000)] });

  assert.deepEqual(means, [
    { name: "as_paid", tenders: [{ method: "card", amount_minor: -1250, reference: "" }] },
    { name: "cash", tenders: [{ method: "cash", amount_minor: -1250, reference: "" }] },
    { name: "store_credit", tenders: [{ method: "store_credit", amount_minor: -1250, reference: "" }] },
  ]);
});

test("what was paid in cash goes back in cash, said once", () => {
  assert.deepEqual(names(meansBack({ ...way, payments: [paid("p", "cash", 5000)] })), ["cash", "store_credit"]);
});

test("credit is for somebody who is known", () => {
  assert.deepEqual(names(meansBack({ ...way, customer: null, payments: [paid("p", "cash", 5000)] })), ["cash"]);
});

test("what was paid with credit becomes credit again", () => {
  const means = meansBack({ ...way, payments: [paid("p", "store_credit", 5000)] });

  assert.deepEqual(names(means), ["store_credit", "cash"]);
});

test("a payment of the web goes back through it, by its id", () => {
  const means = meansBack({ ...way, payments: [paid("pay-1", "online", 5000)] });

  assert.deepEqual(means[0], {
    name: "as_paid",
    tenders: [{ method: "original", amount_minor: -1250, reference: "pay-1" }],
  });
});

test("without a network nobody can ask the web's bank: cash is left", () => {
  const means = meansBack({ ...way, is_online: false, customer: null, payments: [paid("pay-1", "online", 5000)] });

  assert.deepEqual(names(means), ["cash"]);
});

test("of two ways the card is filled before the cash, and they add up", () => {
  const means = meansBack({ ...way, payments: [paid("c", "cash", 1000), paid("p", "card", 800)] });

  assert.deepEqual(means[0], {
    name: "as_paid",
    tenders: [
      { method: "card", amount_minor: -800, reference: "" },
      { method: "cash", amount_minor: -450, reference: "" },
    ],
  });
});

test("where less was paid than goes back, the way it came is not offered", () => {
  const means = meansBack({ ...way, payments: [paid("p", "card", 1249), paid("q", "card", 0)] });

  assert.deepEqual(names(means), ["cash", "store_credit"]);
});

test("beside a card only whole coins can be given, so the rest of a coin is not promised", () => {
  const payments = [paid("p", "card", 800), paid("c", "cash", 1000)];

  assert.equal(names(meansBack({ ...way, coin: 50, payments }))[0], "as_paid");
  assert.deepEqual(names(meansBack({ ...way, coin: 100, payments })), ["cash", "store_credit"]);
});
