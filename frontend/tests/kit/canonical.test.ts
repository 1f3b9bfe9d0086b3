/** The journal's JSON and its hashes: the same bytes here and on the server (tests/vectors/till/journal.json). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, sha256 } from "../../kit/canonical.ts";
import { firstBroken, type Written } from "../../kit/journal.ts";

interface Vector {
  readonly why: string;
  readonly entry: Written;
  readonly canonical: string;
}

const path = new URL("../../../tests/vectors/till/journal.json", import.meta.url);
const vectors: Vector[] = JSON.parse(readFileSync(path, "utf8"));

for (const { why, entry, canonical: written } of vectors) {
  test(`an entry is written and hashed as on the server: ${why}`, async () => {
    const { hash, ...said } = entry;

    assert.equal(canonical(said), written);
    assert.equal(await sha256(written), hash);
  });
}

test("the written chain holds, and breaks where it is altered", async () => {
  const chain = vectors.map((vector) => vector.entry);

  assert.equal(await firstBroken(chain), null);
  const altered = chain.map((entry) => (entry.sequence === 3 ? { ...entry, at: "2026-11-22T10:18:00.000Z" } : entry));
  assert.equal((await firstBroken(altered))?.sequence, 3);
});
