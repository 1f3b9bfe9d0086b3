import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Problem, Unreachable } from "../../kit/api.ts";
import { Journal, type Written } from "../../kit/journal.ts";
import type { Link } from "../../kit/link.ts";
import { Sync, type Taken } from "../../kit/sync.ts";

/** A server that keeps what it is sent, in order, once. */
class Shop {
  kept: Written[] = [];
  trouble: Error | null = null;
  refuses = 0;
  most = 1000;

  take = async (entries: readonly Written[]): Promise<Taken> => {
    if (this.trouble) throw this.trouble;
    if (entries.length > this.most) throw new Problem(413, { code: "api.body_too_large" });
    const answers = entries.map((entry) => {
      if (entry.sequence === this.refuses) return { id: entry.id, result: "refused", problem: "tills.forked" };
      if (entry.sequence <= this.kept.length) return { id: entry.id, result: "repeated", problem: "" };
      if (entry.sequence > this.kept.length + 1) return { id: entry.id, result: "waiting", problem: "" };
      this.kept.push(entry);
      return { id: entry.id, result: "recorded", problem: "" };
    });
    return { answers, next_sequence: this.kept.length + 1, head: this.kept.at(-1)?.hash ?? "" };
  };
}

let journal: Journal;
let shop: Shop;
let number = 0;
beforeEach(async () => {
  number += 1;
  journal = await Journal.open(`sync-${number}`);
  shop = new Shop();
});

async function write(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await journal.append(({ sequence }) => ({
      said: { id: String(sequence), kind: "said", at: "2026-11-22T10:00:00.000Z", body: {} },
    }));
  }
}

function sent(): Promise<Link> {
  return new Promise((told) => {
    const sync: Sync<Written, Taken> = new Sync({
      journal,
      send: shop.take,
      tell: (link) => {
        sync.stop();
        told(link);
      },
    });
    sync.nudge();
  });
}

test("everything is sent in order, however much has gathered", async () => {
  await write(250);

  assert.deepEqual(await sent(), { state: "online", unsent: 0, oldest_at: null, problem: "" });

  assert.deepEqual(
    shop.kept.map((entry) => entry.sequence),
    Array.from({ length: 250 }, (_, at) => at + 1),
  );
});

test("without a server the badge says how many wait, and since when", async () => {
  await write(3);
  shop.trouble = new Unreachable("no network");

  assert.deepEqual(await sent(), { state: "offline", unsent: 3, oldest_at: "2026-11-22T10:00:00.000Z", problem: "" });

  shop.trouble = new Problem(503, { code: "kernel.busy" });
  assert.equal((await sent()).state, "offline");
});

test("a key that was taken back is for a person to look at", async () => {
  await write(1);
  shop.trouble = new Problem(401, { code: "access.key_refused" });

  assert.deepEqual(await sent(), {
    state: "action",
    unsent: 1,
    oldest_at: "2026-11-22T10:00:00.000Z",
    problem: "access.key_refused",
  });
});

test("a refused fact stops the queue behind it and is shown; nothing is lost", async () => {
  await write(3);
  shop.refuses = 2;

  const link = await sent();

  assert.deepEqual([link.state, link.problem, link.unsent], ["action", "tills.forked", 2]);
  shop.refuses = 0;
  assert.equal((await sent()).state, "online");
  assert.equal(shop.kept.length, 3);
});

test("a server that was restored from a backup gets again what it lost", async () => {
  await write(150);
  await sent();
  shop.kept = shop.kept.slice(0, 40);

  assert.equal((await sent()).state, "online");

  assert.equal(shop.kept.length, 150);
});

test("a device that lost its journal does not write over what the server has", async () => {
  await write(2);
  shop.kept = Array.from({ length: 9 }, (_, at) => ({ sequence: at + 1 }) as Written);

  assert.equal((await sent()).problem, "sync.device_behind");
});

test("a server that lost more than the device has kept is for a person to look at", async () => {
  await write(3);
  await sent();
  await journal.forget(new Date("2027-01-01T00:00:00Z"));
  shop.kept = shop.kept.slice(0, 1);

  assert.equal((await sent()).problem, "sync.server_too_old");
});

test("another device that was this till meanwhile is found out, also where nothing waits to be sent", async () => {
  await write(2);
  await sent();
  shop.kept = [shop.kept[0]!, { ...shop.kept[1]!, hash: "another" }];

  const link = await sent();

  assert.deepEqual([link.state, link.problem], ["action", "sync.forked"]);
});

test("what is too much at once is sent in smaller parts", async () => {
  await write(120);
  shop.most = 7;

  let link = await sent();
  for (let turn = 0; link.unsent > 0 && turn < 100; turn++) link = await sent();

  assert.equal(shop.kept.length, 120);
});

test("one entry alone that is too much is for a person to look at", async () => {
  await write(1);
  shop.most = 0;

  assert.deepEqual((await sent()).problem, "api.body_too_large");
});

test("a sending that was stopped sends no more, whoever nudges it", async () => {
  await write(1);
  let asked = 0;
  const send = (entries: readonly Written[]) => {
    asked += 1;
    return shop.take(entries);
  };
  const sync = new Sync({ journal, send, tell: () => {} });

  sync.stop();
  sync.nudge();
  await new Promise((done) => setTimeout(done, 5));

  assert.equal(asked, 0);
});
