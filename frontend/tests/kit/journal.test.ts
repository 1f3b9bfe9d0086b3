import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { firstBroken, Journal, type Make, type Written } from "../../kit/journal.ts";

let journal: Journal;
let count = 0;
beforeEach(async () => {
  count += 1;
  journal = await Journal.open(`journal-${count}`);
});

const saying =
  (what: string, at = "2026-11-22T10:00:00.000Z"): Make<Written> =>
  (head) => ({ said: { id: `id-${what}-${head.sequence}`, kind: "said", at, body: { what } } });

test("facts follow each other without gaps, each with the hash of the one before", async () => {
  await journal.append(saying("one"));
  await journal.append(saying("two"));

  const entries = await journal.after(0);

  assert.deepEqual(
    entries.map((entry) => [entry.sequence, entry.previous]),
    [
      [1, ""],
      [2, entries[0]!.hash],
    ],
  );
  assert.equal(await firstBroken(entries), null);
});

test("facts of one moment never take the same place", async () => {
  await Promise.all(Array.from({ length: 50 }, (_, at) => journal.append(saying(String(at)))));

  const entries = await journal.after(0);

  assert.equal(entries.length, 50);
  assert.equal(await firstBroken(entries), null);
});

test("what is numbered is numbered in step with what is written", async () => {
  const receipt: Make<Written> = ({ counters }) => {
    const number = (counters["receipts"] ?? 0) + 1;
    return { said: { id: `r-${number}`, kind: "sold", at: "", body: { number } }, counters: { receipts: number } };
  };
  await Promise.all([receipt, saying("x"), receipt, receipt].map((make) => journal.append(make)));

  const numbers = (await journal.after(0)).filter((entry) => entry.kind === "sold").map((entry) => entry.body);

  assert.deepEqual(numbers, [{ number: 1 }, { number: 2 }, { number: 3 }]);
});

test("a fact that cannot be written leaves no place behind", async () => {
  await journal.append(saying("one"));

  await assert.rejects(
    journal.append(() => ({ said: { id: "x", kind: "said", at: "", body: 0.5 } })),
    TypeError,
  );
  await journal.append(saying("two"));

  assert.deepEqual(
    (await journal.after(0)).map((entry) => entry.sequence),
    [1, 2],
  );
});

test("whoever alters, drops or moves a fact breaks the chain", async () => {
  for (const what of ["one", "two", "three"]) await journal.append(saying(what));
  const [first, second, third] = (await journal.after(0)) as [Written, Written, Written];

  const altered = { ...second, body: { what: "2" } };
  assert.equal(await firstBroken([first, altered, third]), altered);
  assert.equal(await firstBroken([first, third]), third);
  assert.equal(await firstBroken([second, first, third]), first);
});

test("what the server has is not sent again, and what it lost is", async () => {
  for (const what of ["one", "two", "three"]) await journal.append(saying(what));
  await journal.acknowledge(2);
  assert.deepEqual(await journal.waiting(), { count: 1, oldestAt: "2026-11-22T10:00:00.000Z" });

  await journal.acknowledge(1);

  assert.deepEqual(
    (await journal.unsent()).map((entry) => entry.sequence),
    [2, 3],
  );
});

test("only what is old and sent is let go of, and the chain goes on behind it", async () => {
  for (const day of ["01", "02", "03"]) await journal.append(saying(day, `2026-09-${day}T00:00:00.000Z`));
  await journal.acknowledge(2);

  assert.equal(await journal.forget(new Date("2026-09-30T00:00:00Z")), 2);
  assert.equal(await journal.oldest(), 3);
  const last = await journal.append(saying("now"));

  assert.equal(last.sequence, 4);
  assert.equal(await firstBroken(await journal.after(0)), null);
});

test("a draft outlives the browser, and is gone in the moment it becomes a fact", async () => {
  await journal.keepDraft({ lines: ["tea"] });
  await journal.append(saying("drawer opened"));
  assert.deepEqual(await journal.draft(), { lines: ["tea"] });

  await journal.append((head) => ({ ...saying("sold")(head), endsDraft: true }));

  assert.equal(await journal.draft(), null);
});

test("a draft stays where its fact could not be written", async () => {
  await journal.keepDraft({ lines: ["tea"] });

  await assert.rejects(
    journal.append(() => ({ said: { id: "x", kind: "sold", at: "", body: 0.5 }, endsDraft: true })),
    TypeError,
  );

  assert.deepEqual(await journal.draft(), { lines: ["tea"] });
  assert.deepEqual(await journal.after(0), []);
});

test("a new device goes on behind what the server has of the till", async () => {
  assert.equal(await journal.goOnFrom(56, "abc", { receipts: 40 }), true);

  const next = await journal.append(({ counters }) => saying(`receipt ${counters["receipts"]! + 1}`)({} as never));

  assert.deepEqual([next.sequence, next.previous, next.body], [57, "abc", { what: "receipt 41" }]);
  assert.equal((await journal.waiting()).count, 1);
});

test("a new device has what it needs of the journal it goes on with, and sends none of it", async () => {
  const opened = { ...saying("opened")({} as never).said, sequence: 56, previous: "ab", hash: "abc" };

  assert.equal(await journal.goOnFrom(56, "abc", {}, [opened]), true);

  assert.deepEqual(await journal.after(0), [opened]);
  assert.equal((await journal.waiting()).count, 0);
});

test("a device with a journal of its own never takes another's place in it", async () => {
  await journal.append(saying("one"));

  assert.equal(await journal.goOnFrom(56, "abc", {}), false);

  assert.equal((await journal.head()).sequence, 1);
});

test("what is old is kept all the same from the place that is named", async () => {
  for (const what of ["yesterday", "opened", "sold"]) await journal.append(saying(what, "2020-01-01T08:00:00.000Z"));
  await journal.acknowledge(3);

  assert.equal(await journal.forget(new Date("2026-09-24T00:00:00Z"), 2), 1);

  assert.deepEqual(
    (await journal.after(0)).map((entry) => entry.sequence),
    [2, 3],
  );
});
