import assert from "node:assert/strict";
import { test } from "node:test";
import { isOfSale } from "../../../till/pay/is_of_sale.ts";

const NOTHING = { lines: [], returned: [] };
const tea = { id: "tea" };
const cup = { id: "cup" };
const back = (line: string) => ({ order_line: line, variant: "v", quantity: 1, amount_minor: 500 });

test("the receipt of the basket is its own, in whatever order its lines were priced", () => {
  assert.equal(isOfSale({ lines: [cup, tea], returned: [] }, { lines: [tea, cup], returned: [] }), true);
});

test("a refund beside a basket leaves the basket", () => {
  assert.equal(isOfSale({ lines: [], returned: [back("a")] }, { lines: [tea], returned: [] }), false);
});

test("a refund beside an exchange of other goods leaves the exchange; of the same goods it is that one", () => {
  const exchange = { lines: [], returned: [back("a")] };

  assert.equal(isOfSale({ lines: [], returned: [back("b")] }, exchange), false);
  assert.equal(isOfSale({ lines: [], returned: [back("a")] }, exchange), true);
});

test("a line more on the screen makes it another basket", () => {
  assert.equal(isOfSale({ lines: [tea], returned: [] }, { lines: [tea, cup], returned: [] }), false);
  assert.equal(isOfSale({ lines: [tea], returned: [] }, NOTHING), false);
});
