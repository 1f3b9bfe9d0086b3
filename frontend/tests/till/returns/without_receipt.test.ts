/** Without a receipt the customer gets today's price at most. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Article } from "../../../till/protocol.ts";
import { broughtBack, mostFor } from "../../../till/returns/without_receipt.ts";

const TEA: Article = {
  variant: "v-tea",
  sku: "TEA",
  title: "Tea",
  product: "p",
  categories: [],
  brand: "",
  unit: "g",
  per: 1000,
  step: 1,
  tax_rate: "0.20000",
  barcodes: [],
  prices: [],
  picture: "",
  popularity: 0,
};
const brought = {
  article: TEA,
  title: "Tea",
  quantity: 250,
  unit_price_minor: 4990,
  given_minor: null,
  condition: "good",
  restock: true,
} as const;

test("weighed goods are worth their weight at today's price", () => {
  assert.equal(mostFor(brought), 1248);
  assert.equal(mostFor({ ...brought, article: { ...TEA, per: 1 }, quantity: 2 }), 9980);
});

test("a cashier may give less, never more", () => {
  assert.equal(broughtBack({ ...brought, given_minor: 1000 }, "r", null).amount_minor, 1000);
  assert.equal(broughtBack({ ...brought, given_minor: 5000 }, "r", null).amount_minor, 1248);
  assert.equal(broughtBack({ ...brought, given_minor: -1 }, "r", null).amount_minor, 0);
});

test("it belongs to no sale, and damaged it is not put back", () => {
  const line = broughtBack({ ...brought, condition: "damaged" }, "broken", "manager");

  assert.equal(line.order_line, null);
  assert.equal(line.restock, false);
  assert.deepEqual([line.reason, line.approved_by, line.variant], ["broken", "manager", "v-tea"]);
});
