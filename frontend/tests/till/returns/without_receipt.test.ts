/** Without a receipt the customer gets today's price at most. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Article } from "../../../till/protocol.ts";
import { bring, broughtBack, givenFor } from "../../../till/returns/without_receipt.ts";

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
  quantity: 250,
  most_minor: 1248,
  given_minor: null,
  condition: "good",
  restock: true,
} as const;

test("a cashier may give less than today's price, never more, and nothing below zero", () => {
  assert.deepEqual(
    [null, 1000, 5000, -1].map((given_minor) => givenFor({ ...brought, given_minor })),
    [1248, 1000, 1248, 0],
  );
});

test("it belongs to no sale, and damaged it is not put back", () => {
  const line = broughtBack({ ...brought, given_minor: 1000, condition: "damaged" }, "broken", "manager");

  assert.deepEqual(line, {
    order_line: null,
    variant: "v-tea",
    sku: "TEA",
    title: "Tea",
    quantity: 250,
    unit: "g",
    per: 1000,
    amount_minor: 1000,
    condition: "damaged",
    restock: false,
    reason: "broken",
    approved_by: "manager",
  });
});

test("scanned twice there are two of it", () => {
  const twice = bring(bring([], TEA, 1), TEA, 1);

  assert.deepEqual(
    bring(twice, { ...TEA, variant: "v-pot" }, 1).map((each) => [each.article.variant, each.quantity]),
    [
      ["v-tea", 2],
      ["v-pot", 1],
    ],
  );
});
