/** The same baskets cost the same here and on the server: every vector, to the minor unit. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { answer, type Vector } from "./told.ts";

const FOLDER = new URL("../../../tests/vectors/", import.meta.url);

for (const file of readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .sort()) {
  test(`the vectors of ${file} come out as they are written`, () => {
    const vectors = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as readonly Vector[];

    assert.ok(vectors.length >= 40);
    for (const [at, vector] of vectors.entries()) {
      assert.deepEqual(answer(vector), vector.quote, `${file}, the ${at + 1}th: ${vector.why ?? ""}`);
    }
  });
}
