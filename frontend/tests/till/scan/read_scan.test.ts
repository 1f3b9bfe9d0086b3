/** What a scan is, before anybody looks it up. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isSpokenCode, readScan } from "../../../till/scan/read_scan.ts";

const codesOf = (scan: string) => {
  const read = readScan(scan, []);
  assert.ok(read?.what === "goods");
  return read.codes;
};

test("a GTIN is looked for in the form in which it is kept, then as it stands", () => {
  assert.deepEqual(codesOf("036000291452"), ["0036000291452", "036000291452"]);
  assert.deepEqual(codesOf("4006381333931\r"), ["4006381333931"]);
  assert.deepEqual(codesOf("SHELF-7"), ["SHELF-7"]);
});

test("what the scanner says about the kind of code is left away", () => {
  assert.deepEqual(codesOf("]E04006381333931"), ["4006381333931"]);
  assert.deepEqual(codesOf("]C10100614141000418")[0], "0614141000418");
});

test("a customer's card, an order and a shared basket are told apart", () => {
  const id = "01h2xcejqtf2nbrexx3vqjhp41";
  assert.deepEqual(readScan(`cus_${id}`, []), { what: "customer", text: `cus_${id}` });
  assert.deepEqual(readScan(`https://shop.example/card/CUS_${id.toUpperCase()}/`, []), {
    what: "customer",
    text: `cus_${id}`,
  });
  assert.deepEqual(readScan(`ord_${id}`, []), { what: "order", text: `ord_${id}` });
  const link = "https://shop.example/en/basket/open/Zx_9-abc/";
  assert.deepEqual(readScan(link, []), { what: "basket", text: link });
  const receipt = "https://shop.example/receipt/S1-42";
  assert.deepEqual(readScan(receipt, []), { what: "order", text: receipt });
});

test("nothing, noise and novels are no scans", () => {
  for (const scan of ["", " \r\n", "a\u0000b", "x".repeat(501)]) assert.equal(readScan(scan, []), null);
});

test("six digits may be a code somebody says", () => {
  assert.ok(isSpokenCode("012345"));
  assert.ok(!isSpokenCode("12345") && !isSpokenCode("1234567") && !isSpokenCode("12345a"));
});
