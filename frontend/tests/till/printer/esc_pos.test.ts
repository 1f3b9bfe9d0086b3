import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Draw, drawerKick, escPos } from "../../../till/printer/esc_pos.ts";
import { centred, heading, type Paper, pair, text } from "../../../till/receipt/paper.ts";

const FILE = new URL("../../../../tests/vectors/till/printed.json", import.meta.url);
const printed = JSON.parse(readFileSync(FILE, "utf8")) as Readonly<Record<string, string>>;

/** A picture of one byte a line: enough to be told apart. */
const oneByte: Draw = (lines) => ({ bytesAcross: 1, rows: lines.length, bits: Uint8Array.from(lines.keys()) });

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const papers: Readonly<Record<string, Paper>> = {
  "letters as letters": [heading("Shop"), pair("Tea", "4.99"), { row: "rule" }, text("Thank you")],
  "codes in between": [
    { row: "qr", text: "https://shop.example/r/1" },
    { row: "bars", text: "T1-42" },
    centred("T1-42"),
  ],
  "letters no code page has, drawn": [text("Қазы"), text("Ћевапи")],
};

for (const [name, paper] of Object.entries(papers)) {
  test(`bytes: ${name}`, () => {
    assert.equal(hex(escPos(paper, 16, oneByte)), printed[name]);
  });
}

test("the drawer opens by one short pulse", () => {
  assert.equal(hex(drawerKick()), printed["the drawer"]);
});

test("one letter that is not ASCII draws all of the letters, so that columns stay columns", () => {
  let drawn = 0;
  const bytes = escPos([text("Tea"), { row: "qr", text: "q" }, text("чай")], 16, (lines) => {
    drawn += lines.length;
    return oneByte(lines);
  });

  assert.equal(drawn, 2);
  assert.ok(!hex(bytes).includes("546561"));
});

test("a long picture goes in bands that a cheap printer can hold", () => {
  const tall: Draw = () => ({ bytesAcross: 2, rows: 500, bits: new Uint8Array(1000).fill(0xaa) });
  const bytes = hex(escPos([text("ұ")], 16, tall));

  const heights = [...bytes.matchAll(/1d7630000200(\w{4})/g)].map((one) => one[1]);
  assert.deepEqual(heights, ["f000", "f000", "1400"]);
  assert.equal(bytes.match(/aa/g)!.length, 1000);
});
