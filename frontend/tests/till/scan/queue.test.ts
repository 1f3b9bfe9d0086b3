/** Scans are taken one after another by the screen on top, and none is lost. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";

import { ScanQueue } from "../../../till/scan/queue.ts";

const NOBODY = { isRefused: () => false, failed: assert.fail };

test("a thousand scans are taken in order though each takes a while", async () => {
  const taken: string[] = [];
  let atOnce = 0;
  const queue = new ScanQueue(NOBODY);
  queue.add(async (text) => {
    assert.equal(++atOnce, 1);
    await setImmediate();
    taken.push(text);
    atOnce--;
  });
  const codes = Array.from({ length: 1000 }, (_, at) => String(at));

  for (const code of codes) queue.put(code);
  while (taken.length < codes.length) await setImmediate();

  assert.deepEqual(taken, codes);
});

test("one that fails is told, and those behind it are taken", async () => {
  const told: string[] = [];
  const taken: string[] = [];
  const queue = new ScanQueue({ ...NOBODY, failed: (text) => told.push(text) });
  queue.add((text) => {
    if (text === "bad") throw new Error(text);
    taken.push(text);
  });

  for (const text of ["a", "bad", "b"]) queue.put(text);
  await setImmediate();

  assert.deepEqual([taken, told], [["a", "b"], ["bad"]]);
});

test("the screen on top hears it; when it goes, the one below does; without any it waits", async () => {
  const heard: string[] = [];
  const queue = new ScanQueue(NOBODY);
  queue.put("early");
  await setImmediate();
  queue.add((text) => void heard.push(`below ${text}`));
  await setImmediate();
  const leave = queue.add((text) => void heard.push(`top ${text}`));
  queue.put("one");
  await setImmediate();
  leave();
  queue.put("two");
  await setImmediate();

  assert.deepEqual(heard, ["below early", "top one", "below two"]);
});

test("what a screen does not want goes to the one below", async () => {
  const heard: string[] = [];
  const queue = new ScanQueue(NOBODY);
  queue.add((text) => void heard.push(text));
  queue.add(async (text) => text === "mine");
  queue.add(() => false);
  queue.put("mine");
  queue.put("yours");
  await setImmediate();

  assert.deepEqual(heard, ["yours"]);
});

test("while something is begun no screen is asked, also for a scan that came before", async () => {
  const taken: string[] = [];
  const refused: string[] = [];
  let isBegun = false;
  const isRefused = () => isBegun && refused.push("no") > 0;
  const queue = new ScanQueue({ ...NOBODY, isRefused });
  queue.add(async (text) => {
    await setImmediate();
    isBegun = true;
    taken.push(text);
  });

  queue.put("one");
  queue.put("behind it");
  assert.deepEqual(refused, []);
  await setImmediate();
  await setImmediate();
  queue.put("later");
  await setImmediate();

  assert.deepEqual([taken, refused], [["one"], ["no", "no"]]);
});
