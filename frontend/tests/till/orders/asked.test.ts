/** Whatever a customer shows or says, the order is asked for by what is in it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, isEnough, isNumber, isOwnReceipt } from "../../../till/orders/asked.ts";

test("a link on a receipt or in a message is the number in it", () => {
  assert.equal(asked("https://shop.example/ru/order/A-1007/?from=sms"), "A-1007");
  assert.equal(asked("https://shop.example/receipts/K1-000007"), "K1-000007");
  assert.equal(asked("https://shop.example/receipt/%D0%9A1-7"), "К1-7");
  assert.equal(asked(`https://shop.example/receipt/K1-7/${"0a".repeat(16)}/`), "K1-7");
});

test("a code is said in groups and asked in one; a phone and a name stay as they were said", () => {
  assert.equal(asked(" 123 456 "), "123456");
  assert.equal(asked("+381  64 123-45-67"), "+381 64 123-45-67");
  assert.equal(asked("Анна\tИванова"), "Анна Иванова");
});

test("a receipt of this till is known by the till's code, dashes in it or not", () => {
  assert.equal(isOwnReceipt("k1-000007", "K1"), true);
  assert.equal(isOwnReceipt("soho-2-000007", "SOHO-2"), true);
  assert.equal(isOwnReceipt("K2-000007", "K1"), false);
  assert.equal(isOwnReceipt("K1-000007", "SOHO"), false);
  assert.equal(isOwnReceipt("123456", "123456"), false);
});

test("a receipt of whichever till has letters, a dash and digits", () => {
  assert.deepEqual(["K2-17", "soho-2-000007", "4006381333931", "MUG-BLUE", "-7"].map(isNumber), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("one letter is no question", () => {
  assert.deepEqual(["", "a", "an"].map(isEnough), [false, false, true]);
});
