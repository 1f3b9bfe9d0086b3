import assert from "node:assert/strict";
import { test } from "node:test";
import { type Seen, toldOf } from "../../../till/display/told.ts";
import { beginSale } from "../../../till/pay/begin.ts";
import { freezePrice } from "../../../till/pay/priced.ts";
import type { Entry } from "../../../till/protocol.ts";
import type { Sale } from "../../../till/state.ts";

const EMPTY: Sale = { lines: [], returned: [], customer: null, coupons: [], points: 0, discounts: [], cart: null };
const RETURNED = { title: "Lamp", amount_minor: 1500 } as Sale["returned"][number];

function seen(more: Partial<Seen>): Seen {
  const nothing = { quote: null, checkout: null, entry: null, screen: "sell", sale: EMPTY, quantityOf: () => "1" };
  return { shop: "Corner Shop", currency: "GBP", language: "en", ...nothing, ...more };
}

test("an empty basket welcomes", () => {
  assert.equal(toldOf(seen({})).stage, "welcome");
});

test("what comes back is shown as money to the customer, who is not named", () => {
  const customer = { name: "Ann", phone: "+44" } as Sale["customer"];
  const told = toldOf(seen({ sale: { ...EMPTY, returned: [RETURNED], customer } }));

  assert.deepEqual(
    [told.stage, told.sumMinor, told.lines],
    ["basket", -1500, [{ title: "Lamp", quantity: "", amountMinor: -1500 }]],
  );
  assert.ok(!JSON.stringify(told).includes("Ann"));
});

test("while paying what is left is shown, afterwards the change", () => {
  const priced = { ...freezePrice(EMPTY, null), exactMinor: 1234 };
  const checkout = beginSale(priced, { id: "s", currency: "GBP", coin: 1 });
  const entry = { body: { change_minor: 766 } } as Entry;

  assert.deepEqual(
    [toldOf(seen({ screen: "pay", checkout })).stage, toldOf(seen({ screen: "pay", checkout })).sumMinor],
    ["paying", 1234],
  );
  assert.deepEqual(
    [toldOf(seen({ screen: "done", entry })).stage, toldOf(seen({ screen: "done", entry })).sumMinor],
    ["done", 766],
  );
});
