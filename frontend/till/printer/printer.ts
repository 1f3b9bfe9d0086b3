/** Where this till's papers go: to its printer, or to the browser's own print. */

import { signal } from "@preact/signals";
import { newId } from "../../kit/ids.ts";
import type { Kept } from "../../kit/kept.ts";
import type { Paper } from "../receipt/paper.ts";
import { settings } from "../state.ts";
import { drawLines } from "./draw_lines.ts";
import { drawerKick, escPos } from "./esc_pos.ts";
import { type Job, type PrintQueue, printQueue, type Waiting } from "./queue.ts";
import { sendBytes } from "./send.ts";

const NAME = "papers";
const COLUMNS = { least: 24, usual: 48, most: 64 };

export const waiting = signal<Waiting>({ jobs: [], problem: "" });
/** What the browser prints next; to_print.tsx holds it. */
export const inBrowser = signal<Paper | null>(null);
let queue: PrintQueue | null = null;
let keep: Kept | null = null;

/** What waited when the app closed goes out first. */
export async function openPrinter(kept: Kept): Promise<void> {
  keep = kept;
  const jobs = (await kept.get<readonly Job[]>(NAME)) ?? [];
  waiting.value = { jobs, problem: "" };
  queue = printQueue({ send, changed, wait: (pause) => new Promise((done) => setTimeout(done, pause)) }, jobs);
}

export function hasPrinter(): boolean {
  return (settings.value?.printer ?? "") !== "";
}

/** To the printer, in its turn; without one the browser asks where. */
export function print(paper: Paper): void {
  if (hasPrinter() && queue) queue.add({ id: newId(), paper });
  else inBrowser.value = paper;
}

export function printAgain(): void {
  queue?.retry();
}

export function forgetPapers(): void {
  queue?.clear();
}

/** At once or not at all. True if the drawer's printer was reached. */
export async function openDrawer(): Promise<boolean> {
  if (!hasPrinter()) return false;
  return (await sendBytes(settings.value!.printer, newId(), drawerKick())) === "";
}

function send({ id, paper }: Job) {
  return sendBytes(settings.value?.printer ?? "", id, escPos(paper, columns(), drawLines));
}

function changed(now: Waiting): void {
  waiting.value = now;
  void keep?.put(NAME, now.jobs);
}

function columns(): number {
  const width = settings.value?.receipt.width ?? COLUMNS.usual;
  return width >= COLUMNS.least && width <= COLUMNS.most ? width : COLUMNS.usual;
}
