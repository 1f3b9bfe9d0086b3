/** A till's own journal knows what it sold and what has come back, network or not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Entry, ReturnedLine, Sold, SoldLine } from "../../../till/protocol.ts";
import { findOwn, lastOwn } from "../../../till/returns/find_own.ts";
import { lessReturned } from "../../../till/returns/less_returned.ts";
import { line, order } from "./orders.ts";

const soldLine = (id: string, quantity: number, total: number, tax = 0): SoldLine => ({
  id,
  variant: `variant of ${id}`,
  sku: id,
  title: id,
  unit: "piece",
  per: 1,
  quantity,
  unit_price_minor: total,
  price_list: "retail",
  subtotal_minor: total,
  discount_minor: 0,
  total_minor: total,
  tax_minor: tax,
  tax_rate: "0.20000",
});

const returnedLine = (order_line: string | null, quantity: number, amount_minor: number): ReturnedLine => ({
  order_line,
  variant: "v",
  sku: "s",
  title: "t",
  quantity,
  unit: "piece",
  per: 1,
  amount_minor,
  condition: "good",
  restock: true,
  reason: "",
  approved_by: null,
});

const SOLD: Sold = {
  number: "K1-000007",
  currency: "EUR",
  language: "en",
  customer: null,
  cart: null,
  lines: [soldLine("mug", 3, 1000), soldLine("pot", 1, 2500)],
  returned: [],
  coupons: [],
  points: 0,
  points_minor: 0,
  discounts: [],
  promotions: [],
  subtotal_minor: 3500,
  discount_minor: 0,
  tax_minor: 583,
  added_tax_minor: 0,
  includes_tax: true,
  rounding_minor: 0,
  total_minor: 3500,
  returned_minor: 0,
  net_minor: 3500,
  tenders: [
    { id: "t1", method: "card", amount_minor: 3000, reference: "ref" },
    { id: "t2", method: "cash", amount_minor: 500, reference: "" },
  ],
  given_minor: 500,
  change_minor: 0,
  known_until: 0,
  is_offline: true,
};

const sold = (id: string, body: Partial<Sold>): Entry<"sold"> => ({
  id,
  sequence: 1,
  kind: "sold",
  at: "2026-11-22T10:15:00.000Z",
  cashier: "c",
  shift: "s",
  previous: "",
  body: { ...SOLD, ...body },
  hash: "",
});

const drawer: Entry = { ...sold("d", {}), kind: "drawer_opened", body: { reason: "change" } };

test("a receipt is found by its number, however it was typed, as an order is", () => {
  const found = findOwn([drawer, sold("one", {})], " k1-000007 ")!;

  assert.equal(found.id, "one");
  assert.equal(found.channel, "till");
  assert.deepEqual(
    found.lines.map((line) => [line.id, line.returnable, line.returnable_minor]),
    [
      ["mug", 3, 1000],
      ["pot", 1, 2500],
    ],
  );
  assert.deepEqual(found.payments, [
    { id: "t1", method: "card", tender: "card", refundable_minor: 3000 },
    { id: "t2", method: "cash", tender: "cash", refundable_minor: 500 },
  ]);
});

test("another till's receipt is not here", () => {
  assert.equal(findOwn([drawer, sold("one", {})], "K2-000007"), null);
});

test("what came back since is no longer to be had, in pieces and in money", () => {
  const back = sold("two", { number: "K1-000008", lines: [], returned: [returnedLine("mug", 1, 333)] });
  const rest = sold("three", {
    number: "K1-000009",
    returned: [returnedLine("mug", 2, 667), returnedLine(null, 1, 9)],
  });

  assert.deepEqual(
    [findOwn([sold("one", {}), back], "K1-000007")!, findOwn([sold("one", {}), back, rest], "K1-000007")!].map(
      (found) => [found.lines[0]!.returnable, found.lines[0]!.returnable_minor],
    ),
    [
      [2, 667],
      [0, 0],
    ],
  );
});

test("what went back on a card is not refundable on it again", () => {
  const back = sold("two", {
    number: "K1-000008",
    lines: [],
    returned: [returnedLine("pot", 1, 2500)],
    tenders: [{ id: "t3", method: "card", amount_minor: -2500, reference: "" }],
  });

  assert.deepEqual(
    findOwn([sold("one", {}), back], "K1-000007")!.payments.map((paid) => paid.refundable_minor),
    [500, 500],
  );
});

test("tax that was added on top goes back too", () => {
  const found = findOwn([sold("one", { includes_tax: false, lines: [soldLine("mug", 2, 1000, 200)] })], "K1-000007")!;

  assert.equal(found.lines[0]!.returnable_minor, 1200);
});

test("the newest receipts come first", () => {
  const entries = [
    sold("one", {}),
    drawer,
    sold("two", { number: "K1-000008" }),
    sold("three", { number: "K1-000009" }),
  ];

  assert.deepEqual(
    lastOwn(entries, 2).map((each) => each.number),
    ["K1-000009", "K1-000008"],
  );
});

test("what this till gave back through the web's own payment is off that one, before the server has heard of it", () => {
  const web = order([line("mug", 2, 2000)], {
    payments: [
      { id: "pay-1", method: "online", tender: "", refundable_minor: 1500 },
      { id: "pay-2", method: "gift_card", tender: "", refundable_minor: 500 },
    ],
  });
  const tenders = [
    { id: "t1", method: "original", amount_minor: -500, reference: "pay-2" },
    { id: "t2", method: "original", amount_minor: -500, reference: "pay-1" },
  ] as const;
  const unsent = { ...SOLD, lines: [], returned: [returnedLine("mug", 1, 1000)], tenders };

  const less = lessReturned(web, [unsent]);

  assert.deepEqual(
    less.payments.map((paid) => paid.refundable_minor),
    [1000, 0],
  );
  assert.deepEqual([less.lines[0]!.returnable, less.lines[0]!.returnable_minor], [1, 1000]);
  assert.equal(lessReturned(web, [{ ...unsent, returned: [returnedLine("other", 1, 1000)] }]), web);
});

test("a receipt that only took goods back is nothing to take back from", () => {
  const back = sold("two", { number: "K1-000008", lines: [], returned: [returnedLine("mug", 1, 333)] });

  assert.deepEqual(
    lastOwn([sold("one", {}), back], 9).map((each) => [each.number, each.lines[0]!.returnable]),
    [["K1-000007", 2]],
  );
});
