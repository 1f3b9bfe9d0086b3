/** The seller reads from the top: here, the next shop, the warehouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { StockAt } from "../../../till/protocol.ts";
import { arrange, canCollectAt, firstChoice } from "../../../till/stock/arrange.ts";

const at = (store: string, free: number, more: Partial<StockAt> = {}): StockAt => ({
  store,
  name: store,
  free,
  is_here: false,
  is_warehouse: false,
  ready_by: "2026-11-23T10:00:00Z",
  ...more,
});

const HERE = at("here", 0, { is_here: true });
const WAREHOUSE = at("depot", 500, { is_warehouse: true });

test("this shop first, then who has enough, the warehouse, who has some, who has none", () => {
  const places = [at("none", 0), at("one", 1), WAREHOUSE, at("soho", 9), at("camden", 2), HERE];

  assert.deepEqual(
    arrange(places, 2).map((place) => place.store),
    ["here", "camden", "soho", "depot", "one", "none"],
  );
});

test("it is collected where enough lies, or here where it is brought to; never in the warehouse", () => {
  assert.equal(canCollectAt(at("soho", 2), 2), true);
  assert.equal(canCollectAt(at("soho", 1), 2), false);
  assert.equal(canCollectAt(HERE, 2), true);
  assert.equal(canCollectAt({ ...HERE, ready_by: null }, 2), false);
  assert.equal(canCollectAt(WAREHOUSE, 2), false);
});

test("of shops that have enough the one where it is ready soonest comes first, and is proposed", () => {
  const places = [HERE, at("camden", 2, { ready_by: "2026-11-24T10:00:00Z" }), at("soho", 2), WAREHOUSE];

  assert.deepEqual(
    arrange(places, 2).map((place) => place.store),
    ["here", "soho", "camden", "depot"],
  );
  assert.equal(firstChoice(places, 2), "soho");
  assert.equal(firstChoice([{ ...HERE, free: 2 }, ...places.slice(1)], 2), "here");
});

test("where nobody has enough it is brought here; where it cannot be, nothing is proposed", () => {
  assert.equal(firstChoice([HERE, at("soho", 1), WAREHOUSE], 2), "here");
  assert.equal(firstChoice([{ ...HERE, ready_by: null }, WAREHOUSE], 2), "");
});
