/** Whatever is scanned means one thing, and what means nothing is said to mean nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Article, Customer } from "../../../till/protocol.ts";
import { type Asked, meaningOf } from "../../../till/scan/meaning.ts";

const TEA = { article: { title: "Tea" } as Article, quantity: 1, labelMinor: null, expires: "", serial: "" };
const REGULAR = { name: "A regular" } as Customer;
const CARD = `cus_${"0".repeat(26)}`;
const ORDER = `ord_${"0".repeat(26)}`;

/** A shop that knows these articles, customers and coupons; it says what it was asked. */
function shop(known: { readonly articles?: string; readonly customers?: string; readonly coupons?: string }) {
  const looked: string[] = [];
  const asked: Asked = {
    patterns: [],
    tillCode: "K1",
    findGoods: async ({ text }) => {
      looked.push(`goods ${text}`);
      return known.articles === text ? TEA : null;
    },
    findCustomer: async (card) => {
      looked.push(`customer ${card}`);
      return known.customers === card ? REGULAR : null;
    },
    isCoupon: (code) => known.coupons === code,
  };
  return { asked, looked };
}

const meant = async (text: string, known = {}) => meaningOf(text, shop(known).asked);

test("an article is goods, whatever else its code looks like", async () => {
  for (const articles of ["4006381333931", "KLM-20431", "123456", "SPRING"]) {
    assert.deepEqual(await meant(articles, { articles, coupons: articles }), { what: "goods", found: TEA });
  }
});

test("a customer's card is the customer, or a card nobody knows", async () => {
  assert.deepEqual(await meant(CARD, { customers: CARD }), { what: "customer", customer: REGULAR });
  assert.deepEqual(await meant(CARD), { what: "unknown card", text: CARD });
});

test("a loyalty card of another system is the customer, when no article is called so", async () => {
  const { asked, looked } = shop({ customers: "9990001" });

  assert.deepEqual(await meaningOf("9990001", asked), { what: "customer", customer: REGULAR });
  assert.deepEqual(looked, ["goods 9990001", "customer 9990001"]);
});

test("a coupon is a coupon, when no article is called so", async () => {
  assert.deepEqual(await meant("SPRING", { coupons: "SPRING" }), { what: "coupon", text: "SPRING" });
});

test("orders: by their code, by six digits, by a number; this till's own receipt without asking anybody", async () => {
  for (const text of [ORDER, "123456", "W-1042"]) assert.deepEqual(await meant(text), { what: "order", text });
  const { asked, looked } = shop({});

  assert.deepEqual(await meaningOf("K1-17", asked), { what: "order", text: "K1-17" });
  assert.deepEqual(looked, []);
});

test("a basket from the customer's phone", async () => {
  const text = "https://shop.example/basket/open/abc";

  assert.deepEqual(await meant(text), { what: "basket", text });
});

test("what nobody knows is unknown, and what is no code is none: neither is silent", async () => {
  assert.deepEqual(await meant("4006381333931"), { what: "unknown", text: "4006381333931" });
  assert.deepEqual(await meant("\x00\x01"), { what: "no code" });
});
