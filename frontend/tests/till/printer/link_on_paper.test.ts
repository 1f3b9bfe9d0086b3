/** The link to a receipt, printed: its code fits the paper, with the quiet edge, and is read again. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from "@zxing/library";
import { escPos } from "../../../till/printer/esc_pos.ts";
import type { Entry } from "../../../till/protocol.ts";
import { MOST_BYTES, makeQr, sideOf } from "../../../till/qr/make_qr.ts";
import { linkOf } from "../../../till/receipt/link.ts";

const FILE = new URL("../../../../tests/vectors/till/printed.json", import.meta.url);
const printed = JSON.parse(readFileSync(FILE, "utf8")) as Readonly<Record<string, string>>;

/** Dots a line, by letters a line: narrow slips, 58 mm, 80 mm, 112 mm. */
const PAPERS: readonly (readonly [number, number])[] = [
  [24, 288],
  [32, 384],
  [48, 576],
  [64, 768],
];
const QUIET = 4;
const SOLD = {
  kind: "sold",
  hash: "0123456789abcdef".repeat(4),
  body: { number: "COUNTER1-9999999999999999" },
} as Entry<"sold">;
const usual = linkOf(SOLD, "https://shop.example/receipt/");
const longest = linkOf(SOLD, `https://${"shop.".repeat(26)}example/receipt/`);

function dotsOf(text: string, columns: number): number {
  const bytes = escPos([{ row: "qr", text }], columns, () => assert.fail("no letter to draw"));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return Number.parseInt(/1d286b03003143(\w\w)/.exec(hex)![1]!, 16);
}

/** The paper as it comes out: white, the code in its middle. */
function paperOf(text: string, dots: number, across: number): BinaryBitmap {
  const modules = makeQr(text);
  const down = (modules.length + 2 * QUIET) * dots;
  const left = Math.floor((across - modules.length * dots) / 2);
  const grey = new Uint8ClampedArray(across * down).fill(255);
  for (const [y, row] of modules.entries()) {
    for (const [x, isDark] of row.entries()) {
      for (let dot = 0; isDark && dot < dots; dot += 1) {
        const from = ((y + QUIET) * dots + dot) * across + left + x * dots;
        grey.fill(0, from, from + dots);
      }
    }
  }
  return new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(grey, across, down)));
}

test("the longest link there is fills the largest code", () => {
  assert.equal(new TextEncoder().encode(longest).length, MOST_BYTES);
  assert.equal(sideOf(longest), 57);
});

for (const [columns, across] of PAPERS) {
  for (const [name, link] of Object.entries({ usual, longest })) {
    test(`the ${name} link fits ${across} dots and is read from them`, () => {
      const dots = dotsOf(link, columns);

      assert.ok((sideOf(link) + 2 * QUIET) * dots <= across, `modules of ${dots} dots`);
      assert.ok(dots >= 4, "smaller than half a millimetre");
      const read = new QRCodeReader().decode(
        paperOf(link, dots, across),
        new Map([[DecodeHintType.PURE_BARCODE, true]]),
      );
      assert.equal(read.getText(), link);
    });
  }
}

test("a usual link has modules as large on narrow paper as on wide", () => {
  assert.deepEqual([dotsOf(usual, 32), dotsOf(usual, 48), dotsOf(longest, 32), dotsOf(longest, 48)], [6, 6, 5, 6]);
});

test("bytes: the longest link", () => {
  const bytes = (columns: number) => escPos([{ row: "qr", text: longest }], columns, () => assert.fail("no letter"));

  assert.equal(Buffer.from(bytes(32)).toString("hex"), printed["the longest link, 58 mm"]);
  assert.equal(Buffer.from(bytes(48)).toString("hex"), printed["the longest link, 80 mm"]);
});

test("a link that no code holds is left out, and the receipt is printed without it", () => {
  assert.equal(linkOf(SOLD, `https://a${"shop.".repeat(26)}example/receipt/`), "");
});
