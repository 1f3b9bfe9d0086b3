import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeQr } from "../../../till/qr/make_qr.ts";

interface Code {
  readonly text: string;
  readonly version: number;
  readonly mask: number;
  readonly rows: readonly string[];
}

const FILE = new URL("../../../../tests/vectors/till/qr.json", import.meta.url);

for (const { text, version, mask, rows } of JSON.parse(readFileSync(FILE, "utf8")) as readonly Code[]) {
  test(`version ${version}: ${text.slice(0, 30)}`, () => {
    assert.deepEqual(
      makeQr(text, mask).map((row) => row.map(Number).join("")),
      rows,
    );
  });
}

test("without a mask one of the eight is taken", () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => JSON.stringify(makeQr("T1-42", mask)));

  assert.equal(new Set(all).size, 8);
  assert.ok(all.includes(JSON.stringify(makeQr("T1-42"))));
});

test("a text that is too long is told, not cut", () => {
  assert.throws(() => makeQr("k".repeat(214)));
});
