/** An order for what is not here: as little to fill in as will do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { beginWish, missing, wantedOrder } from "../../../till/stock/wish.ts";
import { ANNA } from "./people.ts";

test("a customer who is known says nothing more to collect", () => {
  const wish = beginWish("v-pot", 2, "soho", ANNA);

  assert.deepEqual(missing(wish, ANNA), []);
  assert.deepEqual(wantedOrder(wish, ANNA, "RS", "sr"), {
    lines: [{ variant: "v-pot", quantity: 2 }],
    customer: "anna",
    contact: { name: "Anna", phone: "+381641234567", email: "" },
    delivery: { method: "pickup", store: "soho" },
    language: "sr",
  });
});

test("a stranger gives a phone or an address of e-mail", () => {
  const wish = beginWish("v-pot", 1, "soho", null);

  assert.deepEqual(missing(wish, null), ["phone"]);
  assert.deepEqual(missing({ ...wish, phone: "12-34" }, null), ["phone"]);
  assert.deepEqual(missing({ ...wish, phone: "064 123 45" }, null), []);
  assert.deepEqual(missing({ ...wish, email: "a@b.rs" }, null), []);
});

test("a delivery goes to a town and a street, a pick-up to a shop", () => {
  const wish = beginWish("v-pot", 1, "", ANNA);

  assert.deepEqual(missing(wish, ANNA), ["store"]);
  assert.deepEqual(missing({ ...wish, method: "delivery", city: " " }, ANNA), ["city", "line1"]);
  const there = { ...wish, method: "delivery", city: " Niš ", line1: "Obrenovićeva 1", postcode: "18000" } as const;
  assert.deepEqual(missing(there, ANNA), []);
  assert.deepEqual(wantedOrder(there, ANNA, "RS", "sr").delivery, {
    method: "delivery",
    address: { country: "RS", city: "Niš", line1: "Obrenovićeva 1", postcode: "18000" },
  });
});
