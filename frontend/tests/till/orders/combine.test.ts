/** What is looked for is found on the server, on the till, or on both and shown once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { combine } from "../../../till/orders/combine.ts";
import type { Sold } from "../../../till/protocol.ts";
import { line, order } from "../returns/orders.ts";

const OWN = order([line("mug", 2, 2000)], { id: "own", number: "K1-7" });
const TOLD = order([line("mug", 2, 2000)], { id: "told", number: "K1-7" });

test("without a network this till's own receipt is there, and it is said that nobody else was asked", () => {
  assert.deepEqual(combine(null, OWN, []), { orders: [OWN], isOwnOnly: true });
  assert.deepEqual(combine(null, null, []), { orders: [], isOwnOnly: true });
});

test("a receipt the server has not heard of yet is found too; one it knows is shown once, as the server tells it", () => {
  assert.deepEqual(combine([], OWN, []).orders, [OWN]);
  assert.deepEqual(combine([TOLD], OWN, []).orders, [TOLD]);
});

test("what this till took back a minute ago and has not sent is off what the server tells", () => {
  const back = { order_line: "mug", quantity: 1, amount_minor: 1000 };
  const unsent = [{ returned: [back], tenders: [] } as unknown as Sold];

  assert.equal(combine([TOLD], null, unsent).orders[0]!.lines[0]!.returnable, 1);
});
