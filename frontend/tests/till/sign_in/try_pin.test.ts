import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { tryPin } from "../../../till/sign_in/try_pin.ts";

/** A device's memory that answers a little later, as a disk does. */
const memory = new Map<string, unknown>();
const later = () => new Promise((done) => setImmediate(done));
const kept = {
  get: async <Value>(name: string) => {
    await later();
    return (memory.get(name) as Value | undefined) ?? null;
  },
  put: async (name: string, value: unknown) => {
    await later();
    memory.set(name, value);
  },
  drop: async (name: string) => {
    await later();
    memory.delete(name);
  },
};
beforeEach(() => memory.clear());

test("who types faster than a PIN is checked has five tries all the same", async () => {
  let checked = 0;
  const guess = () =>
    tryPin(kept, "manager", async () => {
      checked += 1;
      return null;
    });

  const answers = await Promise.all(Array.from({ length: 40 }, guess));

  assert.equal(checked, 5);
  assert.deepEqual(answers.slice(0, 5), [null, null, null, null, null]);
  assert.ok(answers.slice(5).every((answer) => typeof answer === "number" && answer > 0));
});

test("the right PIN forgets the wrong ones, and those of one person are not another's", async () => {
  await tryPin(kept, "a", async () => null);
  await tryPin(kept, "b", async () => null);

  assert.equal(await tryPin(kept, "a", async () => "a"), "a");

  assert.deepEqual([...memory.keys()], ["tries:b"]);
});

test("a check that breaks counts for nothing and holds nobody up", async () => {
  await assert.rejects(tryPin(kept, "a", () => Promise.reject(new Error("no storage"))));

  assert.equal(await tryPin(kept, "a", async () => "a"), "a");
});
