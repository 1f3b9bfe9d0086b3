/** What a person takes off: percentages follow the sale, and more than a cashier may needs a manager. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { addDiscount, approveAll, dropDiscount, followSale, needsManager } from "../../../till/sell/discounts.ts";
import { quoteSale } from "../../../till/sell/quote_sale.ts";
import { putIn, setQuantity } from "../../../till/sell/sale_lines.ts";
import { NO_SALE, type Sale } from "../../../till/state.ts";
import { article, price } from "../catalogue/shop.ts";
import { NOON, SETTINGS } from "./settings.ts";

const TEA = article({ sku: "TEA", prices: [price(1000)] });
const MUG = article({ sku: "MUG", prices: [price(333)] });
const SALE = putIn(putIn(NO_SALE, TEA, 1, "tea").sale, MUG, 1, "mug").sale;

const percent = (sale: Sale, line: string | null, basisPoints: number) =>
  addDiscount(sale, { line, size: { basisPoints }, reason: "Damaged" }, SETTINGS, NOON);
const amount = (sale: Sale, line: string | null, amountMinor: number) =>
  addDiscount(sale, { line, size: { amountMinor }, reason: "Damaged" }, SETTINGS, NOON);
const totalOf = (sale: Sale) => (quoteSale(sale, SETTINGS, NOON) as { total: number }).total;

test("ten percent of everything is ten percent also of what comes after", () => {
  const sale = percent(SALE, null, 1000);
  assert.equal(totalOf(sale), 1333 - 133);

  const more = followSale(setQuantity(sale, "tea", 3), SETTINGS, NOON);
  assert.equal(more.discounts[0]!.amount_minor, 333);
  assert.equal(totalOf(more), 3000);
});

test("one of a line and one of everything work one after the other", () => {
  const sale = percent(percent(SALE, "tea", 5000), null, 1000);
  assert.deepEqual(
    sale.discounts.map((discount) => [discount.amount_minor, discount.line_positions]),
    [
      [500, [0]],
      [83, null],
    ],
  );
  assert.equal(totalOf(sale), 750);
});

test("a second one in the same place takes the place of the first; one is dropped alone", () => {
  const sale = amount(percent(amount(SALE, "mug", 33), "tea", 1000), "tea", 50);
  assert.deepEqual(
    sale.discounts.map((discount) => discount.amount_minor),
    [33, 50],
  );
  assert.deepEqual(
    dropDiscount(sale, sale.discounts[0]!).discounts.map((discount) => discount.amount_minor),
    [50],
  );
});

test("a cashier may take off so much of each line; more is for a manager", () => {
  assert.equal(needsManager(SALE, SETTINGS, NOON), false);
  assert.equal(needsManager(percent(SALE, null, 1000), SETTINGS, NOON), false);
  assert.equal(needsManager(percent(SALE, "tea", 1100), SETTINGS, NOON), true);
  assert.equal(needsManager(amount(SALE, "mug", 60), SETTINGS, NOON), true);
  assert.equal(needsManager(percent(percent(SALE, "tea", 900), null, 900), SETTINGS, NOON), true, "together too much");
});

test("what a manager allowed no longer counts, and goods taken out make a discount too large", () => {
  const allowed = approveAll(percent(SALE, "tea", 5000), "manager-1");
  assert.equal(allowed.discounts[0]!.approved_by, "manager-1");
  assert.equal(needsManager(allowed, SETTINGS, NOON), false);
  assert.equal(needsManager(percent(allowed, null, 500), SETTINGS, NOON), false);

  const fair = amount(setQuantity(SALE, "tea", 9), null, 500);
  assert.equal(needsManager(fair, SETTINGS, NOON), false);
  assert.equal(needsManager(setQuantity(fair, "tea", 1), SETTINGS, NOON), true);
});
