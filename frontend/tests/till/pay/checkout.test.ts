import assert from "node:assert/strict";
import { test } from "node:test";
import { beginOrder, beginSale } from "../../../till/pay/begin.ts";
import {
  type Checkout,
  isPaid,
  leftInCash,
  leftOf,
  roundingOf,
  takeCash,
  takeTender,
  withdrawTender,
} from "../../../till/pay/checkout.ts";
import { freezePrice, type Priced } from "../../../till/pay/priced.ts";
import type { FoundOrder, TenderMethod } from "../../../till/protocol.ts";

function priced(exactMinor: number, returnedMinor = 0): Priced {
  const nothing = freezePrice(
    { lines: [], returned: [], customer: null, cart: null, coupons: [], discounts: [] },
    null,
  );
  return { ...nothing, subtotalMinor: exactMinor, exactMinor, returnedMinor };
}

function paying(exact: number, { returned = 0, coin = 1 } = {}): Checkout {
  return beginSale(priced(exact, returned), { id: "s", currency: "CHF", coin });
}

function tender(method: TenderMethod, amount_minor: number, id = method) {
  return { id, method, amount_minor, reference: "" };
}

test("cash above what is due comes back as change", () => {
  const paid = takeCash(paying(1234), 2000, "t");

  assert.ok(isPaid(paid));
  assert.deepEqual([paid.givenMinor, paid.changeMinor], [2000, 766]);
  assert.deepEqual(paid.tenders, [tender("cash", 1234, "t" as TenderMethod)]);
});

test("cash below what is due leaves the rest to pay", () => {
  const some = takeCash(paying(1234), 1000, "t");

  assert.ok(!isPaid(some));
  assert.deepEqual([leftOf(some), leftInCash(some), some.changeMinor], [234, 234, 0]);
});

test("cash is rounded to the coin when the whole is cash", () => {
  const up = takeCash(paying(1003, { coin: 5 }), 1005, "t");
  const down = takeCash(takeCash(paying(1002, { coin: 5 }), 500, "a"), 1000, "b");

  assert.ok(isPaid(up) && isPaid(down));
  assert.deepEqual([roundingOf(up), up.changeMinor], [2, 0]);
  assert.deepEqual([roundingOf(down), down.givenMinor, down.changeMinor], [-2, 1500, 500]);
});

test("a card beside cash pays the odd rest to the minor unit", () => {
  const some = takeCash(paying(1003, { coin: 5 }), 500, "a");
  const paid = takeTender(some, tender("card", 503));

  assert.ok(isPaid(paid));
  assert.equal(roundingOf(paid), 0);
});

test("after a card only whole coins can be paid in cash, and the odd rest stays", () => {
  const some = takeTender(paying(1003, { coin: 5 }), tender("card", 500));
  const paid = takeCash(some, 500, "b");

  assert.equal(leftInCash(some), 500);
  assert.ok(!isPaid(paid));
  assert.deepEqual([leftOf(paid), leftInCash(paid)], [3, 0]);
});

test("less than half a coin in cash is nothing to pay", () => {
  const little = paying(2, { coin: 5 });

  assert.ok(isPaid(little));
  assert.equal(roundingOf(little), -2);
});

test("money for what came back goes out, rounded in cash, exact otherwise", () => {
  const back = paying(0, { returned: 1003, coin: 5 });
  const cash = takeCash(back, 0, "t");
  const credit = takeTender(back, tender("store_credit", -1003));

  assert.ok(isPaid(cash) && isPaid(credit));
  assert.deepEqual(
    [cash.tenders[0]!.amount_minor, cash.givenMinor, cash.changeMinor, roundingOf(cash)],
    [-1005, 0, 1005, -2],
  );
  assert.equal(roundingOf(credit), 0);
});

test("an even exchange needs no tender", () => {
  assert.ok(isPaid(paying(2000, { returned: 2000 })));
});

test("no tender is more than what is left, or goes the other way", () => {
  assert.throws(() => takeTender(paying(1000), tender("card", 1001)));
  assert.throws(() => takeTender(paying(1000), tender("card", -5)));
  assert.throws(() => takeTender(paying(0, { returned: 1000 }), tender("original", -1001)));
  assert.throws(() => takeTender(paying(0, { returned: 1000 }), tender("original", 1)));
});

test("what was put down by mistake is taken back, but card money stays", () => {
  const mixed = takeTender(
    takeTender(takeCash(paying(3000), 500, "t"), tender("gift_card", 1000)),
    tender("card", 1000),
  );

  const without = withdrawTender(mixed, "t");
  assert.deepEqual([leftOf(without), without.givenMinor, without.changeMinor], [1000, 0, 0]);
  assert.equal(leftOf(withdrawTender(mixed, "gift_card")), 1500);
  assert.equal(withdrawTender(mixed, "card"), mixed);
});

test("an order of another channel is paid to the minor unit", () => {
  const order = { due_minor: 1003, currency: "CHF" } as FoundOrder;
  const paid = takeCash(beginOrder(order, { isHandedOver: true, code: "" }, "c"), 1003, "t");

  assert.ok(isPaid(paid));
  assert.equal(roundingOf(paid), 0);
});
