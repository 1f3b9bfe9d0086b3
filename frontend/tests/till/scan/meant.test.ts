/** How much of an article a scan means. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkDigit } from "../../../till/scan/gtin.ts";
import { meant, readDay } from "../../../till/scan/meant.ts";
import { type Goods, readScan } from "../../../till/scan/read_scan.ts";
import { article, price } from "../catalogue/shop.ts";
import { NOON } from "../sell/settings.ts";

const PATTERNS = ["20IIIIIWWWWWC", "23IIIIIPPPPPC"];
const TEA = article({ sku: "TEA" });
const CHEESE = article({ sku: "CHEESE", unit: "g", per: 1000, prices: [price(1299)] });
const goods = (scan: string) => readScan(scan, PATTERNS) as Goods;
const closed = (body: string) => body + checkDigit(body);

test("a pack counts its pieces, and a case in a GS1 code its packs", () => {
  assert.equal(meant(TEA, 1, goods("4006381333931"), NOON).quantity, 1);
  assert.equal(meant(TEA, 6, goods("4006381333931"), NOON).quantity, 6);
  assert.equal(meant(TEA, 6, goods("(01)04006381333931(37)4"), NOON).quantity, 24);
});

test("what is weighed has the weight of its label, else it is weighed first", () => {
  assert.equal(meant(CHEESE, 1, goods(closed("201234500345")), NOON).quantity, 345);
  assert.equal(meant(CHEESE, 1, goods("(01)04006381333931(3103)000512"), NOON).quantity, 512);
  assert.equal(meant(CHEESE, 1, goods("4006381333931"), NOON).quantity, 0);
});

test("a label with a price means as much as that buys; of pieces it is one", () => {
  const label = goods(closed("231234500448"));
  assert.deepEqual([meant(CHEESE, 1, label, NOON).quantity, meant(CHEESE, 1, label, NOON).labelMinor], [345, 448]);
  assert.equal(meant(TEA, 1, label, NOON).quantity, 1);
});

test("a GS1 code says until when it may be sold, and which one it is", () => {
  const read = meant(TEA, 1, goods("(01)04006381333931(17)261130(21)S-1"), NOON);
  assert.deepEqual([read.expires, read.serial], ["2026-11-30", "S-1"]);
  assert.equal(readDay("280200"), "2028-02-29");
  for (const none of ["", "261301", "26113"]) assert.equal(readDay(none), "");
});
