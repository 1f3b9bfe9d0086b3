import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../../till/receipt/lay_out.ts";
import { centred, heading, type Paper, pair, RULE, text } from "../../../till/receipt/paper.ts";

function lines(paper: Paper, columns: number): readonly string[] {
  return layOut(paper, columns).flatMap((part) => (part.part === "lines" ? part.lines.map((line) => line.text) : []));
}

test("every line is exactly as wide as the paper", () => {
  const paper = [text("Жаңғақ ұнтағы 500 г"), centred("Хвала"), heading("Дүкен"), pair("Чај", "1,00"), RULE];

  for (const columns of [32, 42, 48]) {
    for (const part of layOut(paper, columns)) {
      assert.ok(part.part === "lines");
      for (const line of part.lines) assert.equal([...line.text].length, columns, line.text);
    }
  }
});

test("a long name is wrapped at blanks and keeps its amount at the end", () => {
  assert.deepEqual(lines([pair("Walnut table with two drawers", "1,249.00")], 20), [
    "Walnut              ",
    "table with          ",
    "two drawers 1,249.00",
  ]);
});

test("an indented name stays indented", () => {
  assert.deepEqual(lines([pair("  2 x 1.00 each today", "2.00")], 16), [
    "  2 x 1.00      ",
    "  each          ",
    "  today     2.00",
  ]);
});

test("a word longer than the line is cut, and an amount without room goes on a line of its own", () => {
  assert.deepEqual(lines([text("abcdefghijkl")], 8), ["abcdefgh", "ijkl    "]);
  assert.deepEqual(lines([pair("Total", "12345")], 8), ["Total   ", "   12345"]);
});

test("what cannot be printed is left out, odd blanks become blanks", () => {
  assert.deepEqual(lines([text("1\u00a0234\u202f567\u001b@\u0007x")], 16), ["1 234 567@x     "]);
});

test("codes stand between the lines", () => {
  const parts = layOut([text("a"), { row: "qr", text: "q" }, text("b"), { row: "bars", text: "1" }], 4);

  assert.deepEqual(
    parts.map((part) => part.part),
    ["lines", "qr", "lines", "bars"],
  );
});
