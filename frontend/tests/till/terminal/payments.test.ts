import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Journal } from "../../../kit/journal.ts";
import { Kept } from "../../../kit/kept.ts";
import { beginSale } from "../../../till/pay/begin.ts";
import { freezePrice } from "../../../till/pay/priced.ts";
import type { Entry, Settings } from "../../../till/protocol.ts";
import { settings } from "../../../till/state.ts";
import {
  drop,
  giveBackByCard,
  intents,
  interrupted,
  loose,
  payByCard,
  readIntents,
  resumeByCard,
  setAside,
} from "../../../till/terminal/payments.ts";

const NOTHING = freezePrice({ lines: [], returned: [], customer: null, cart: null, coupons: [], discounts: [] }, null);
const CHECKOUT = beginSale({ ...NOTHING, exactMinor: 1234 }, { id: "sale", currency: "GBP", coin: 1 });

/** A terminal as far as fetch goes: what it says, and what it was asked. */
const terminal = { state: "approved", isAway: false, asked: [] as string[], known: new Set<string>() };
let kept: Kept;
let journal: Journal<Entry>;
let devices = 0;

beforeEach(async () => {
  devices += 1;
  kept = await Kept.open(`till-${devices}`);
  journal = await Journal.open<Entry>(`journal-${devices}`);
  intents.value = [];
  Object.assign(terminal, { state: "approved", isAway: false, asked: [] });
  terminal.known.clear();
  settings.value = { terminal: "http://127.0.0.1:8201", till: { code: "T1" }, promotions: [] } as unknown as Settings;
  await readIntents(kept, journal);
  mock.method(globalThis, "fetch", async (address: string, { method }: RequestInit) => {
    const id = address.split("/")[4]!;
    terminal.asked.push(`${method} ${id}`);
    if (method === "PUT") terminal.known.add(id);
    if (terminal.isAway) throw new TypeError("no network");
    if (!terminal.known.has(id)) return Response.json({ problem: "unknown" }, { status: 404 });
    return Response.json({ state: terminal.state, reference: "A1", card: "", reason: "" });
  });
});
afterEach(() => {
  mock.restoreAll();
});

/** The app died and opens again: nothing but the disk is left. */
async function reopen(): Promise<void> {
  intents.value = [];
  await readIntents(kept, journal);
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !holds(); turn += 1) await new Promise((done) => setTimeout(done, 5));
  assert.ok(holds());
}

test("money that was approved is found again after a crash, with its sale, and is not asked for twice", async () => {
  const paid = await payByCard(1234, CHECKOUT);
  await reopen();

  const found = interrupted.value!;
  assert.deepEqual([found.wanted.id, found.told.state, found.checkout], [paid.wanted.id, "approved", CHECKOUT]);
  assert.equal(terminal.asked.filter((one) => one.startsWith("PUT")).length, 1);
});

test("a crash before the answer: the same payment is asked after", async () => {
  terminal.isAway = true;
  const dying = payByCard(1234, CHECKOUT);
  await until(() => terminal.asked.length >= 1);
  await reopen();
  terminal.isAway = false;

  const ended = await resumeByCard(interrupted.value!);

  assert.equal(ended.told.state, "approved");
  assert.deepEqual(new Set(terminal.asked.map((one) => one.split(" ")[1])), new Set([ended.wanted.id]));
  assert.equal(terminal.asked.filter((one) => one.startsWith("PUT")).length, 1);
  await dying; // in this process it lives on
});

test("what is on a receipt already is not taken up again", async () => {
  const paid = await payByCard(1234, CHECKOUT);
  const tenders = [{ id: paid.wanted.id, method: "card", amount_minor: 1234, reference: "A1" }];
  const said = { id: "e", kind: "sold", at: new Date().toISOString(), cashier: "c", shift: "s", body: { tenders } };
  await journal.append(() => ({ said: said as unknown as Entry }));
  await reopen();

  assert.deepEqual(intents.value, []);
});

test("set aside it is asked after beside the queue; approved after all it waits to be given back", async () => {
  terminal.state = "uncertain";
  const paying = payByCard(1234, CHECKOUT);
  await until(() => intents.value[0]?.told.state === "uncertain" && terminal.asked.length >= 1);

  await setAside(intents.value[0]!);
  assert.equal(interrupted.value, null);
  terminal.state = "approved";
  await paying;
  await until(() => loose.value[0]?.told.state === "approved");

  const refund = await giveBackByCard(loose.value[0]!);
  assert.equal(refund.wanted.kind, "refund");
  assert.deepEqual(intents.value, []);
  await reopen();
  assert.deepEqual(intents.value, []);
});

test("set aside and declined after all it is forgotten", async () => {
  terminal.state = "uncertain";
  const paying = payByCard(1234, CHECKOUT);
  await until(() => terminal.asked.length >= 1 && intents.value.length === 1);
  await setAside(intents.value[0]!);

  terminal.state = "declined";
  await paying;
  await until(() => intents.value.length === 0);
});

test("a refund that did not go through leaves the money where it is, to be tried again", async () => {
  const paid = await payByCard(1234, CHECKOUT);
  await setAside(paid);
  terminal.state = "declined";

  await giveBackByCard(loose.value[0]!);

  assert.deepEqual(
    loose.value.map((one) => [one.wanted.id, one.told.state]),
    [[paid.wanted.id, "approved"]],
  );
  await drop(paid.wanted.id);
  assert.deepEqual(intents.value, []);
});

test("a refund that nobody knows the end of is not begun a second time", async () => {
  const paid = await payByCard(1234, CHECKOUT);
  await setAside(paid);
  terminal.state = "uncertain";
  const giving = giveBackByCard(loose.value[0]!);
  const begun = () => terminal.asked.filter((one) => one.startsWith("PUT")).length;
  await until(() => begun() === 2);

  await giveBackByCard(paid);
  assert.equal(begun(), 2);

  terminal.state = "approved";
  await giving;
  assert.deepEqual(intents.value, []);
});
