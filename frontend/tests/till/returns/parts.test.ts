/** What was paid in several ways goes back in several, and each is said before it is done. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { meansBack } from "../../../till/returns/means.ts";
import { partsOf } from "../../../till/returns/parts.ts";

const payments = [
  { id: "o", method: "online", tender: "", refundable_minor: 920 },
  { id: "g", method: "gift_card", tender: "gift_card", refundable_minor: 400 },
  { id: "c", method: "store_credit", tender: "store_credit", refundable_minor: 300 },
];
const way = { payments, customer: "anna", is_online: true, coin: 1 };

test("each part has the name of the payment it goes back to", () => {
  const [asPaid] = meansBack({ ...way, amount_minor: 1500 });

  assert.deepEqual(
    partsOf(asPaid!, payments).map(({ paid, amount_minor }) => [paid.method, amount_minor]),
    [
      ["online", 920],
      ["gift_card", 400],
      ["store_credit", 180],
    ],
  );
});

test("one way alone needs no list", () => {
  for (const each of meansBack({ ...way, amount_minor: 500 })) assert.deepEqual(partsOf(each, payments), []);
});
