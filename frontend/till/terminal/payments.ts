/** Card payments of this till that have not found their receipt: kept on the device, followed until they end. */

import { computed, signal } from "@preact/signals";
import { now } from "../../kit/clock.ts";
import { newId } from "../../kit/ids.ts";
import type { Journal } from "../../kit/journal.ts";
import type { Kept } from "../../kit/kept.ts";
import type { Checkout } from "../pay/checkout.ts";
import type { Collected, Entry, Sold } from "../protocol.ts";
import { settings } from "../state.ts";
import { cancelPayment, type Following, resumePayment, startPayment } from "./follow.ts";
import { type Intent, isFinal, isRefused, UNCERTAIN } from "./payment.ts";
import { terminalAt } from "./terminal.ts";

const NAME = "card_payments";
export const intents = signal<readonly Intent[]>([]);
/** Paid by card for a sale that was not written down: the app died in between. */
export const interrupted = computed(() => intents.value.findLast((one) => one.checkout !== null) ?? null);
/** Set aside, and not at its end, or approved for nothing: somebody must see to it before the shift is closed. */
export const loose = computed(() => intents.value.filter((one) => one.checkout === null));

let disk: Kept | null = null;
let lastWrite: Promise<void> = Promise.resolve();
/** Who follows a payment now: one at a time, and what an earlier one still hears counts no more. */
const followers = new Map<string, object>();

/** What was under way when the app closed. What found its receipt all the same is forgotten. */
export async function readIntents(kept: Kept, journal: Journal<Entry>): Promise<void> {
  disk = kept;
  const before = (await kept.get<readonly Intent[]>(NAME)) ?? [];
  const known = before.length > 0 ? await recordedTenders(journal, before[0]!.startedAt) : new Set<string>();
  intents.value = before.filter((one) => !known.has(one.wanted.id) && !isRefused(one.told.state));
  await write();
  for (const one of loose.value) void settle(one);
}

export function hasTerminal(): boolean {
  return settings.value?.terminal !== "";
}

/** Asks the terminal for money, or to give some back. Answers when it has ended, or was set aside. */
export async function payByCard(amountMinor: number, checkout: Checkout): Promise<Intent> {
  const kind = amountMinor < 0 ? "refund" : "sale";
  const wanted = { id: newId(), kind, amountMinor: Math.abs(amountMinor), currency: checkout.currency } as const;
  const intent: Intent = { wanted, startedAt: now().toISOString(), told: UNCERTAIN, checkout, givesBack: null };
  return follow(intent, startPayment);
}

/** What became of it, asked again until it has ended. */
export function resumeByCard(intent: Intent): Promise<Intent> {
  return follow(intent, resumePayment);
}

export function cancelByCard(intent: Intent): Promise<Intent> {
  const { id } = intent.wanted;
  return cancelPayment(newest(intent), following(id, followers.get(id)));
}

/** The queue goes on: the sale is paid in another way, and this payment is asked after beside it. */
export async function setAside(intent: Intent): Promise<void> {
  followers.delete(intent.wanted.id);
  const aside = { ...newest(intent), checkout: null };
  await keep(aside);
  void settle(aside);
}

/** Money that belongs to no receipt goes back, by a refund of its own id; one that is under way is not begun again. */
export async function giveBackByCard(intent: Intent): Promise<Intent> {
  const begun = intents.value.find((one) => one.givesBack === intent.wanted.id);
  if (begun) return begun;
  const wanted = { ...intent.wanted, id: newId(), kind: "refund" } as const;
  const refund = {
    wanted,
    startedAt: now().toISOString(),
    told: UNCERTAIN,
    checkout: null,
    givesBack: intent.wanted.id,
  };
  const ended = await follow(refund, startPayment);
  if (ended.told.state === "approved") await drop(ended.wanted.id, intent.wanted.id);
  else if (isFinal(ended.told.state)) await drop(ended.wanted.id);
  return ended;
}

/** Its receipt is written down, or it ended without money, or a manager has seen to it. */
export async function drop(...ids: readonly string[]): Promise<void> {
  for (const id of ids) followers.delete(id);
  intents.value = intents.value.filter((one) => !ids.includes(one.wanted.id));
  await write();
}

/** Beside the queue: ended without money it is forgotten, approved it stays until somebody gives it back. */
async function settle(intent: Intent): Promise<void> {
  const ended = isFinal(intent.told.state) ? intent : await resumeByCard(intent);
  if (isRefused(ended.told.state)) await drop(ended.wanted.id);
  if (ended.told.state === "approved" && ended.givesBack) await drop(ended.wanted.id, ended.givesBack);
}

function follow(intent: Intent, how: typeof startPayment): Promise<Intent> {
  const { id } = intent.wanted;
  const follower = {};
  followers.set(id, follower);
  return how(intent, following(id, follower));
}

function following(id: string, follower: object | undefined): Following {
  const isLeft = () => follower === undefined || followers.get(id) !== follower;
  return {
    terminal: terminalAt(settings.value?.terminal ?? "", settings.value?.till.code ?? ""),
    keep: async (intent) => void (isLeft() || (await keep(asAside(intent)))),
    show: (intent) => void (isLeft() || put(asAside(intent))),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    isLeft,
  };
}

/** What was set aside while its answer was on the way stays aside. */
function asAside(intent: Intent): Intent {
  const before = intents.value.find((one) => one.wanted.id === intent.wanted.id);
  return before ? { ...intent, checkout: before.checkout } : intent;
}

function newest(intent: Intent): Intent {
  return intents.value.find((one) => one.wanted.id === intent.wanted.id) ?? intent;
}

function put(intent: Intent): void {
  const isNew = !intents.value.some((one) => one.wanted.id === intent.wanted.id);
  intents.value = isNew
    ? [...intents.value, intent]
    : intents.value.map((one) => (one.wanted.id === intent.wanted.id ? intent : one));
}

async function keep(intent: Intent): Promise<void> {
  put(intent);
  await write();
}

/** One write after another, each of all there is now. */
function write(): Promise<void> {
  lastWrite = lastWrite.catch(() => {}).then(() => disk?.put(NAME, intents.value));
  return lastWrite;
}

/** Ids of the tenders written down since; a card tender is named as its payment. */
async function recordedTenders(journal: Journal<Entry>, since: string): Promise<ReadonlySet<string>> {
  const before = await journal.latest((entry) => entry.at < since);
  const entries = await journal.after(before?.sequence ?? 0);
  return new Set(entries.flatMap(tendersOf));
}

function tendersOf({ kind, body }: Entry): readonly string[] {
  return kind === "sold" || kind === "collected" ? (body as Sold | Collected).tenders.map((one) => one.id) : [];
}
