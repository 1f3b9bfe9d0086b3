/** The seller reads from the top: here, the next shop, the warehouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { StockAt } from "../../../till/protocol.ts";
import { arrange, canCollectAt } from "../../../till/stock/arrange.ts";

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
