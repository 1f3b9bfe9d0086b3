/** Sends the journal from the front, in order, until the server has it all; says how it stands. */

import { Problem, Unreachable } from "./api.ts";
import { pauseSeconds } from "./backoff.ts";
import type { Journal, Written } from "./journal.ts";
import { AT_REST, type Link } from "./link.ts";

/** What the server answers to a batch: how each entry fared, and what it wants next. */
export interface Taken {
  readonly answers: readonly { readonly id: string; readonly result: string; readonly problem: string }[];
  readonly next_sequence: number;
  /** The hash of the last entry it has; "" before the first. */
  readonly head?: string;
}

export interface Syncing<E extends Written, T extends Taken> {
  readonly journal: Journal<E>;
  /** Raises Unreachable or Problem. With no entries it only asks where the server stands. */
  readonly send: (entries: readonly E[]) => Promise<T>;
  readonly tell: (link: Link) => void;
  readonly told?: (taken: T) => void;
}

const MOST_IN_BATCH = 100;
const LOOK_AGAIN_SECONDS = 20;

export class Sync<E extends Written, T extends Taken> {
  readonly #syncing: Syncing<E, T>;
  #failures = 0;
  /** Halved when a batch did not get through, doubled when one did: a slow line or a large receipt stops nothing. */
  #inBatch = MOST_IN_BATCH;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(syncing: Syncing<E, T>) {
    this.#syncing = syncing;
  }

  /** There may be something to send: now, not when the pause is over. */
  nudge = (): void => {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#round().finally(() => {
      this.#running = null;
      this.#plan();
    });
  };

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    if (this.#stopped) return;
    if (this.#again) {
      this.#again = false;
      this.nudge();
      return;
    }
    const seconds = this.#failures ? pauseSeconds(this.#failures) : LOOK_AGAIN_SECONDS;
    this.#timer = setTimeout(this.nudge, seconds * 1000);
  }

  async #round(): Promise<void> {
    try {
      const problem = await this.#sendAll();
      this.#failures = 0;
      await this.#tell(problem ? "action" : "online", problem);
    } catch (trouble) {
      if (this.#stopped) return; // its journal may be closed already
      this.#failures += 1;
      const wasOne = this.#inBatch === 1;
      this.#inBatch = Math.max(1, Math.floor(this.#inBatch / 2));
      if (trouble instanceof Problem && trouble.status === 413 && !wasOne) this.#again = true;
      else if (trouble instanceof Problem && !trouble.isPassing) await this.#tell("action", trouble.code);
      else if (trouble instanceof Problem || trouble instanceof Unreachable) await this.#tell("offline", "");
      else {
        await this.#tell("action", "sync.broken");
        throw trouble;
      }
    }
  }

  /** Batch after batch; answers the code of what a person must look at, or "". */
  async #sendAll(): Promise<string> {
    const { journal, send, told } = this.#syncing;
    for (;;) {
      const entries = await journal.unsent(this.#inBatch);
      const taken = await send(entries);
      this.#inBatch = Math.min(MOST_IN_BATCH, this.#inBatch * 2);
      told?.(taken);
      const refused = taken.answers.find((answer) => answer.result === "refused");
      const problem = await this.#believe(taken.next_sequence - 1, taken.head);
      if (problem || refused) return problem || refused!.problem || "sync.refused";
      const { acknowledged, sequence } = await journal.head();
      if (acknowledged >= sequence) return "";
      if (entries.length && acknowledged === entries[0]!.sequence - 1) return "sync.stuck"; // neither taken nor refused
    }
  }

  /** The server has everything up to `has`. Fewer than before: it was restored from a backup, and gets the rest again. */
  async #believe(has: number, hash?: string): Promise<string> {
    const { journal } = this.#syncing;
    const { sequence } = await journal.head();
    if (has > sequence) return "sync.device_behind"; // another device is this till, or this one has lost its journal
    if (has + 1 < (await journal.oldest())) return "sync.server_too_old"; // what it wants was let go of long ago
    const own = await journal.hashAt(has);
    if (hash && own && own !== hash) return "sync.forked"; // the same place, another fact: another device was this till
    await journal.acknowledge(has);
    return "";
  }

  async #tell(state: Link["state"], problem: string): Promise<void> {
    if (this.#stopped) return;
    const { count, oldestAt } = await this.#syncing.journal.waiting();
    this.#syncing.tell({ ...AT_REST, state, problem, unsent: count, oldest_at: oldestAt });
  }
}
