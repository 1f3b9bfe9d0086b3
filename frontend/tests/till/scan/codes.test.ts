/** Codes on goods: what the check digit, the short form, the GS1 string and the label of the scales say. The same examples as on the server. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readGs1 } from "../../../till/scan/gs1.ts";
import { canonical, checkDigit, expandUpcE, isGtin } from "../../../till/scan/gtin.ts";
import { readInStore } from "../../../till/scan/in_store.ts";

const USUAL = ["20IIIIIWWWWWC", "21IIIIIWWWWWC", "22IIIIIWWWWWC", "23IIIIIPPPPPC", "24IIIIIPPPPPC"];
const closed = (body: string) => body + checkDigit(body);

test("known good codes are accepted, misread ones are not", () => {
  for (const code of ["4006381333931", "96385074", "036000291452", "10614141000415", "2012345012349"]) {
    assert.ok(isGtin(code), code);
  }
  for (const code of [
    "4006381333932",
    "",
    "1",
    "400638133393",
    "40063813339311",
    "４００６３８１３３３９３１",
    "40063 81333931",
  ]) {
    assert.ok(!isGtin(code), code);
  }
});

test("one wrong digit is always noticed", () => {
  const code = "4006381333931";
  for (let place = 0; place < code.length; place++) {
    for (const digit of "0123456789".replace(code[place]!, "")) {
      assert.ok(!isGtin(code.slice(0, place) + digit + code.slice(place + 1)));
    }
  }
});

test("a UPC-E is the UPC-A it stands for", () => {
  assert.equal(expandUpcE("01234505"), "012000003455");
  assert.equal(expandUpcE("04252614"), "042100005264");
  assert.equal(expandUpcE("425261"), "042100005264");
  assert.equal(expandUpcE("0425261"), "042100005264");
  for (const code of ["12345678", "21234567", "0425261x"]) assert.equal(expandUpcE(code), null);
});

test("the kept form of a code has 8, 13 or 14 digits", () => {
  assert.equal(canonical("036000291452"), "0036000291452");
  assert.equal(canonical("96385074"), "96385074");
  assert.equal(canonical("00000096385074"), "96385074");
  assert.equal(canonical("10614141000415"), "10614141000415");
  assert.equal(canonical("04252614"), "0042100005264");
  assert.equal(canonical(" 4006381333931 "), "4006381333931");
  assert.equal(canonical("hello"), null);
});

test("a label of the scales says item and weight, or item and price", () => {
  assert.deepEqual(readInStore(closed("201234501234"), USUAL), {
    item: "2012345",
    weightGrams: 1234,
    priceMinor: null,
  });
  assert.deepEqual(readInStore(closed("231234500999"), USUAL), { item: "2312345", weightGrams: null, priceMinor: 999 });
  assert.equal(readInStore("2012345012340", USUAL), null);
  assert.equal(readInStore("4006381333931", USUAL), null);
});

test("a shop may print its labels its own way", () => {
  const label = closed("280042712345");
  assert.deepEqual(readInStore(label, ["28IIIIVPPPPPC"]), { item: "280042", weightGrams: null, priceMinor: 12345 });
  assert.equal(readInStore(label, ["29IIIIVPPPPPC"]), null);
});

test("a GS1 string says item, weight, expiry, batch, serial number and how many", () => {
  const scan = "]C10100614141000418" + "3103001234" + "17251231" + "10LOT7\x1d21S-9\x1d3012";
  assert.deepEqual(readGs1(scan), {
    gtin: "0614141000418",
    batch: "LOT7",
    serial: "S-9",
    expires: "251231",
    weightGrams: 1234,
    count: 12,
  });
});

test("the same is understood in brackets, without a symbology, and as a link", () => {
  const inBrackets = readGs1("(01)00614141000418(3102)000123(15)251231(10)B1");
  assert.deepEqual(inBrackets && [inBrackets.gtin, inBrackets.weightGrams, inBrackets.expires, inBrackets.batch], [
    "0614141000418",
    1230,
    "251231",
    "B1",
  ]);
  assert.equal(readGs1("0100614141000418")?.gtin, "0614141000418");
  assert.equal(readGs1("01006141410004181725123121ABC")?.serial, "ABC");
  assert.equal(readGs1("https://id.example/01/00614141000418/10/LOT?17=251231")?.gtin, "0614141000418");
});

test("what is no GS1 string is none", () => {
  for (const scan of [
    "",
    "0106141410004181",
    "4006381333931",
    "(01)4006381333932",
    "01ABCDEFGHIJKLMNOP",
    "https://shop.example/01/12",
  ]) {
    assert.equal(readGs1(scan), null, scan);
  }
});
