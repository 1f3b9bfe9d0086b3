/** Follows one payment from its beginning to its end, always by the same id. */

import { type Intent, isFinal, type Told, UNCERTAIN } from "./payment.ts";
import type { Terminal } from "./terminal.ts";

export interface Following {
  readonly terminal: Terminal;
  /** Keeps the intent so that a crash does not lose it; resolves when it is on the disk. */
  keep(intent: Intent): Promise<void>;
  /** Told of every change, for the screen. */
  show(intent: Intent): void;
  wait(milliseconds: number): Promise<void>;
  /** True when the cashier set it aside or the app closes. */
  isLeft(): boolean;
}

const DECLINED_BUSY: Told = { state: "declined", reference: "", card: "", reason: "busy" };
const NEVER_ARRIVED: Told = { state: "cancelled", reference: "", card: "", reason: "never_arrived" };
const SHORTEST_MS = 500;
const LONGEST_MS = 15_000;

/** The intent is on the disk before the terminal hears of it. */
export async function startPayment(intent: Intent, following: Following): Promise<Intent> {
  await following.keep(intent);
  following.show(intent);
  const told = await following.terminal.start(intent.wanted);
  return follow(await note(intent, told === "busy" ? DECLINED_BUSY : told, following), following);
}

/** After a crash, or after it was set aside: ask what became of it. What never arrived is ended, not begun again. */
export async function resumePayment(intent: Intent, following: Following): Promise<Intent> {
  following.show(intent);
  return follow(await askOnce(intent, following), following);
}

/** The cashier wants it ended; the terminal says whether it still could. */
export async function cancelPayment(intent: Intent, following: Following): Promise<Intent> {
  const told = await following.terminal.cancel(intent.wanted.id);
  return note(intent, told === "unknown" ? NEVER_ARRIVED : told, following);
}

/** Asked again until it has ended: often while the customer stands at the terminal, more slowly while nobody knows. */
async function follow(begun: Intent, following: Following): Promise<Intent> {
  let intent = begun;
  let pause = SHORTEST_MS;
  while (!isFinal(intent.told.state) && !following.isLeft()) {
    await following.wait(pause);
    if (following.isLeft()) break;
    intent = await askOnce(intent, following);
    pause = intent.told.state === "uncertain" ? Math.min(pause * 2, LONGEST_MS) : SHORTEST_MS;
  }
  return intent;
}

async function askOnce(intent: Intent, following: Following): Promise<Intent> {
  const told = await following.terminal.ask(intent.wanted.id);
  return note(intent, told === "unknown" ? NEVER_ARRIVED : told, following);
}

/** A change is kept before it is shown. Once it has ended it stays as it ended; an answer that is lost makes nothing worse. */
async function note(intent: Intent, told: Told, following: Following): Promise<Intent> {
  const before = intent.told.state;
  if (isFinal(before) || (told === UNCERTAIN && before === "uncertain")) return intent;
  const changed = { ...intent, told };
  if (told.state !== before) await following.keep(changed);
  following.show(changed);
  return changed;
}
