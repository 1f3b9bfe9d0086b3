import assert from "node:assert/strict";
import { test } from "node:test";
import { quoteBasket } from "../../../quote/quote_basket.ts";
import { basket } from "../../../quote/read/basket.ts";
import { promotion } from "../../../quote/read/promotion.ts";
import { beginOrder, beginSale } from "../../../till/pay/begin.ts";
import { type Checkout, leftInCash, leftOf, takeCash, takeTender } from "../../../till/pay/checkout.ts";
import { makeCollected, makeSold } from "../../../till/pay/make_sold.ts";
import { freezePrice, type Selling } from "../../../till/pay/priced.ts";
import type { FoundOrder, ReturnedLine, Sold } from "../../../till/protocol.ts";

const MOMENT = { number: "T1-42", language: "en", knownUntil: 7, isOffline: true };

function article(sku: string, tax_rate = "0.2") {
  return { variant: `var_${sku}`, sku, unit: "pcs", per: 1 as const, tax_rate };
}

function returned(amount_minor: number): ReturnedLine {
  return {
    order_line: "l0",
    variant: "var_OLD",
    sku: "OLD",
    title: "Old lamp",
    quantity: 1,
    unit: "pcs",
    per: 1,
    amount_minor,
    condition: "good",
    restock: true,
    reason: "too_small",
    approved_by: null,
  };
}

/** Prices whole and odd, a promotion, a discount by hand, points, tax inside or on top. */
function sale(seed: number): { selling: Selling; checkout: Checkout } {
  const includesTax = seed % 3 !== 0;
  const lines = [1, 2, 3].map((n) => ({
    id: `l${n}`,
    article: article(`SKU${n}`),
    quantity: (seed % 4) + n,
    title: `Goods ${n}`,
  }));
  const selling: Selling = {
    lines,
    returned: seed % 5 === 0 ? [returned(seed * 97 + 13)] : [],
    customer: seed % 2 ? { id: "cus_1" } : null,
    cart: "cart_1",
    coupons: ["TEN"],
    discounts: [],
  };
  const asked = basket(
    {
      currency: "CHF",
      lines: lines.map((line, at) => ({
        sku: line.article.sku,
        quantity: line.quantity,
        prices: [{ amount_minor: 99 + seed * 7 + at * 31, includes_tax: includesTax }],
        tax_rate: line.article.tax_rate,
      })),
      coupons: { TEN: "ten" },
      adjustments: [{ code: "by_hand", amount_minor: seed, line_positions: [1] }],
      points: { wanted: 10, balance: 50, value_minor: 1 },
    },
    "basket",
  );
  const tenOff = promotion(
    { code: "ten", effect: { type: "percent", basis_points: 1000 }, when: { needs_coupon: true } },
    "p",
  );
  const quote = quoteBasket(asked, [tenOff]);
  assert.ok(!("refused" in quote));
  return { selling, checkout: beginSale(freezePrice(selling, quote), { id: "s", currency: "CHF", coin: 5 }) };
}

function holds(sold: Sold): void {
  const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
  assert.equal(
    sold.subtotal_minor - sold.discount_minor + sold.added_tax_minor + sold.rounding_minor,
    sold.total_minor,
  );
  assert.equal(sum(sold.lines.map((line) => line.subtotal_minor)), sold.subtotal_minor);
  assert.equal(sum(sold.lines.map((line) => line.discount_minor)), sold.discount_minor);
  assert.equal(sum(sold.lines.map((line) => line.tax_minor)), sold.tax_minor);
  for (const line of sold.lines) assert.equal(line.subtotal_minor - line.discount_minor, line.total_minor);
  assert.equal(sum(sold.returned.map((line) => line.amount_minor)), sold.returned_minor);
  assert.equal(sold.total_minor - sold.returned_minor, sold.net_minor);
  assert.equal(sum(sold.tenders.map((tender) => tender.amount_minor)), sold.net_minor);
  const cash = sum(sold.tenders.filter((one) => one.method === "cash").map((one) => one.amount_minor));
  assert.equal(sold.given_minor - sold.change_minor, cash);
  if (sold.rounding_minor !== 0) assert.ok(sold.tenders.every((one) => one.method === "cash"));
  assert.equal(JSON.stringify(sold).includes("."), sold.lines.length > 0, "no fraction but a tax rate");
}

test("every way to pay 200 sales adds up to the minor unit", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { checkout } = sale(seed);
    const left = leftOf(checkout);
    const card = (amount: number) => ({ id: "c", method: "card" as const, amount_minor: amount, reference: "ref" });
    const ways = [
      leftInCash(checkout) === 0 ? checkout : takeCash(checkout, Math.max(leftInCash(checkout) + 500, 0), "t"),
      left === 0 ? checkout : takeTender(checkout, card(left)),
    ];
    if (left > 200) ways.push(takeTender(takeCash(checkout, 100, "t"), card(left - 100)));
    for (const way of ways) holds(makeSold(way, MOMENT));
  }
});

test("a sale carries its lines, its reasons and what the till knew", () => {
  const { checkout } = sale(1);
  const sold = makeSold(takeCash(checkout, 5000, "t"), MOMENT);

  assert.deepEqual([sold.number, sold.language, sold.known_until, sold.is_offline], ["T1-42", "en", 7, true]);
  assert.deepEqual([sold.customer, sold.cart, sold.coupons, sold.promotions], ["cus_1", "cart_1", ["TEN"], ["ten"]]);
  assert.deepEqual([sold.points, sold.points_minor], [10, 10]);
  assert.deepEqual(
    sold.lines.map((line) => [
      line.id,
      line.variant,
      line.quantity,
      line.unit_price_minor,
      line.price_list,
      line.tax_rate,
    ]),
    [
      ["l1", "var_SKU1", 2, 106, "retail", "0.2"],
      ["l2", "var_SKU2", 3, 137, "retail", "0.2"],
      ["l3", "var_SKU3", 4, 168, "retail", "0.2"],
    ],
  );
});

test("goods that only come back have no lines, and money goes out", () => {
  const priced = freezePrice(
    { lines: [], returned: [returned(1003)], customer: null, cart: null, coupons: [], discounts: [] },
    null,
  );
  const sold = makeSold(takeCash(beginSale(priced, { id: "s", currency: "CHF", coin: 5 }), 0, "t"), MOMENT);

  holds(sold);
  assert.deepEqual([sold.total_minor, sold.returned_minor, sold.net_minor, sold.rounding_minor], [-2, 1003, -1005, -2]);
});

test("what is not paid is not recorded", () => {
  assert.throws(() => makeSold(sale(1).checkout, MOMENT));
  assert.throws(() => makeCollected(sale(1).checkout));
});

test("an order paid and handed over here", () => {
  const order = { id: "ord_1", number: "1001", due_minor: 2500, currency: "GBP" } as FoundOrder;
  const paid = takeCash(beginOrder(order, { isHandedOver: true, code: "123456" }, "s"), 3000, "t");

  assert.deepEqual(makeCollected(paid), {
    order: "ord_1",
    number: "1001",
    is_handed_over: true,
    code: "123456",
    currency: "GBP",
    tenders: [{ id: "t", method: "cash", amount_minor: 2500, reference: "" }],
    given_minor: 3000,
    change_minor: 500,
  });
});
