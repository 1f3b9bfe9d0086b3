/** This device as a till: its key, its journal, and what it does by itself while somebody sells. */

import { signal } from "@preact/signals";
import { now } from "../kit/clock.ts";
import { newId } from "../kit/ids.ts";
import { type Head, Journal } from "../kit/journal.ts";
import { Kept } from "../kit/kept.ts";
import { Sync } from "../kit/sync.ts";
import { browsersLanguage, language } from "../kit/words.ts";
import { openCatalogue, renewCatalogue } from "./catalogue/catalogue_client.ts";
import { keepSale } from "./keep_sale.ts";
import { isOfSale } from "./pay/is_of_sale.ts";
import { openPaying } from "./pay/open_paying.ts";
import type { Bodies, Enrolled, Entry, EntryKind, HealthTold, Settings, SharedDrawer, Synced } from "./protocol.ts";
import { atServer, bindKey } from "./server.ts";
import { shiftToSellIn } from "./shift/shared_drawer.ts";
import { bindRecorder, cashier, drawerOf, isTraining, link, sale, settings, shift } from "./state.ts";

export interface Device {
  readonly key: string;
  readonly till: string;
}

const KEPT_DAYS = 60;
/** How far the clock of this device is ahead of the server's: receipts carry its time. */
export const aheadSeconds = signal(0);
let kept: Kept;
let opened: Journal<Entry> | null = null;
let sync: Sync<Entry, Synced> | null = null;

/** The journal of this till; only after it was opened. */
export function journal(): Journal<Entry> {
  if (!opened) throw new Error("this device is no till yet");
  return opened;
}

export function keptHere(): Kept {
  return kept;
}

/** `askServer("GET", "/orders?q=17")`. Raises Unreachable or Problem. */
export function askServer<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
  return atServer<Answer>(method, path.replace(/^\//, ""), body);
}

/** What any tab may read: the language. */
export async function openKept(): Promise<void> {
  kept = await Kept.open("duken-till");
  language.value = (await kept.get("language")) ?? browsersLanguage();
}

/** Reads what the device knows; false where it is no till yet. */
export async function openDevice(): Promise<boolean> {
  language.subscribe((chosen) => void kept.put("language", chosen));
  const device = await kept.get<Device>("device");
  if (!device) return false;
  settings.value = await kept.get<Settings>("settings");
  await begin(device);
  return true;
}

/** From the one-time code of the office to a till. Raises Unreachable or Problem. */
export async function enrol(code: string, name: string): Promise<void> {
  const answer = await atServer<Enrolled>("POST", "enrol", { code, device_name: name });
  const device: Device = { key: answer.key, till: answer.till.id };
  // The key is bound in begin(): until then this device may still be another till, which sends its journal.
  settings.value = await atServer<Settings>("GET", "settings", undefined, { key: device.key });
  await kept.put("settings", settings.value);
  await goOn(device, answer.journal);
  await kept.put("device", device);
  await begin(device);
}

/** A device that is this till anew goes on behind what the server has; one with a journal of its own keeps it. */
async function goOn({ till }: Device, standing: Enrolled["journal"]): Promise<void> {
  const { next_sequence, head, receipts, reports, entries } = standing;
  const gone = await Journal.open<Entry>(journalOf(till));
  await gone.goOnFrom(next_sequence - 1, head, { receipts, reports }, entries);
  gone.close();
}

const journalOf = (till: string) => `duken-journal-${till}`;

async function begin(device: Device): Promise<void> {
  sync?.stop();
  opened?.close();
  bindKey(device.key);
  opened = await Journal.open<Entry>(journalOf(device.till));
  await keepSale(opened);
  await sellIn((await kept.get<SharedDrawer>("drawer")) ?? null);
  bindRecorder(write);
  await openPaying(kept, opened);
  await openCatalogue(device.till, device.key);
  sync = new Sync<Entry, Synced>({
    journal: opened,
    send: (entries) => atServer<Synced>("POST", "entries", { entries }),
    tell: (told) => {
      link.value = told;
      if (told.state === "online") void afterwards();
    },
  });
  addEventListener("online", sync.nudge);
  document.addEventListener("visibilitychange", sync.nudge);
  sync.nudge();
}

/** Something waits to be sent, or somebody wants to know how it stands. */
export function sendNow(): void {
  sync?.nudge();
}

/** Ask the server for the settings again: prices of promotions, cashiers, limits. */
export async function renewSettings(): Promise<void> {
  settings.value = await atServer<Settings>("GET", "settings");
  await kept.put("settings", settings.value);
}

let renewing: Promise<void> | null = null;
/** By the clock that nobody sets. */
let renewedAt = Number.NEGATIVE_INFINITY;
const RENEW_SECONDS = 15;

/** While the server is there: how this device is, news of articles and settings, and what is old is let go of. */
function afterwards(): Promise<void> {
  if (performance.now() - renewedAt < RENEW_SECONDS * 1000) return Promise.resolve();
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renew(): Promise<void> {
  try {
    const told = await tellHealth();
    aheadSeconds.value = Math.round((now().getTime() - Date.parse(told.now)) / 1000);
    await kept.put("drawer", told.drawer ?? null);
    await sellIn(told.drawer ?? null);
    const isChanged = await renewCatalogue();
    if (isChanged || told.settings !== settings.value?.version) await renewSettings();
    await forgetOld(Date.parse(told.now));
    renewedAt = performance.now();
  } catch {
    // The next round tries again; the badge says what keeps us from the server.
  }
}

async function sellIn(drawer: SharedDrawer | null): Promise<void> {
  drawerOf.value = drawer?.till ?? "";
  shift.value = shiftToSellIn(await openShift(journal()), drawer);
}

async function tellHealth(): Promise<HealthTold> {
  const { count, oldestAt } = await journal().waiting();
  const { sequence } = await journal().head();
  return await atServer("POST", "health", {
    version: __VERSION__,
    unsynced: count,
    oldest_unsynced_at: oldestAt,
    last_sequence: sequence,
    is_persisted: await navigator.storage.persisted(),
    clock: now().toISOString(),
  });
}

/** What happened, written down. Receipts and Z reports get their numbers here, in step with the journal. */
async function write<Kind extends EntryKind>(kind: Kind, body: Bodies[Kind]): Promise<Entry<Kind>> {
  const id = newId();
  const who = cashier.value?.id ?? "";
  const of = kind === "shift_opened" ? id : (shift.value?.id ?? "");
  const said = { id, kind, at: now().toISOString(), cashier: who, shift: of };
  if (isTraining.value) return { ...said, body, sequence: 0, previous: "", hash: "" };
  const entry = (await journal().append((head) => {
    const [numbered, counters] = number(kind, body, head);
    const whole = { ...said, body: numbered } as Omit<Entry, "sequence" | "previous" | "hash">;
    return { said: whole, counters, endsDraft: kind === "sold" && isOfSale(body as Bodies["sold"], sale.value) };
  })) as Entry<Kind>;
  if (kind === "shift_opened")
    shift.value = { id, opened_at: said.at, float_minor: (body as Bodies["shift_opened"]).float_minor };
  if (kind === "shift_closed") shift.value = null;
  const { unsent, oldest_at } = link.value;
  link.value = { ...link.value, unsent: unsent + 1, oldest_at: oldest_at ?? said.at };
  sendNow();
  return entry;
}

function number<Kind extends EntryKind>(
  kind: Kind,
  body: Bodies[Kind],
  head: Head,
): [Bodies[Kind], Record<string, number>] {
  if (kind === "sold") {
    const receipts = (head.counters["receipts"] ?? 0) + 1;
    return [{ ...body, number: `${settings.value!.till.code}-${receipts}` }, { receipts }];
  }
  if (kind === "shift_closed") {
    const reports = (head.counters["reports"] ?? 0) + 1;
    const closed = body as Bodies["shift_closed"];
    return [{ ...closed, report: { ...closed.report, number: reports } } as Bodies[Kind], { reports }];
  }
  return [body, {}];
}

/** By the slower of two clocks, and never of the newest shift: one of them may be years wrong. */
async function forgetOld(serversNow: number): Promise<void> {
  const before = Math.min(now().getTime(), serversNow) - KEPT_DAYS * 86_400_000;
  const turn = await lastTurn(journal());
  await journal().forget(new Date(before), turn?.sequence);
}

function lastTurn(entries: Journal<Entry>): Promise<Entry | null> {
  return entries.latest((entry) => entry.kind === "shift_opened" || entry.kind === "shift_closed");
}

async function openShift(entries: Journal<Entry>) {
  const last = await lastTurn(entries);
  if (last?.kind !== "shift_opened") return null;
  return { id: last.id, opened_at: last.at, float_minor: (last.body as Bodies["shift_opened"]).float_minor };
}
