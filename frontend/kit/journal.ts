/**
 * The journal of a device: every fact in one sequence without gaps, each with the hash of the one before, on the disk
 * before anybody is told that it is done. Nothing in it changes; it is sent from the front and forgotten only when it
 * is old and the server has it.
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { canonical, sha256 } from "./canonical.ts";

/** What a fact says; the journal adds sequence, previous and hash. */
export interface Said {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly body: unknown;
}
export interface Written extends Said {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** Where the journal stands. `counters` number what the app numbers (receipts), in step with the entries. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
  /** The server has everything up to here. */
  readonly acknowledged: number;
  readonly counters: Readonly<Record<string, number>>;
}
const EMPTY: Head = { sequence: 0, hash: "", acknowledged: 0, counters: {} };

/** What comes next, given where the journal stands; called again when another entry was faster. */
export type Make<E extends Written> = (head: Head) => {
  readonly said: Omit<E, "sequence" | "previous" | "hash">;
  readonly counters?: Readonly<Record<string, number>>;
  /** The draft has become this fact: it is gone in the same moment, or both are not. */
  readonly endsDraft?: boolean;
};

interface Stores extends DBSchema {
  journal: { key: number; value: Written };
  head: { key: string; value: Head };
  draft: { key: string; value: unknown };
}
const STRICT = { durability: "strict" } as const; // on the disk, not only in the browser's memory
const HEAD = "head";
const DRAFT = "draft";

export class Journal<E extends Written = Written> {
  readonly #database: IDBPDatabase<Stores>;

  private constructor(database: IDBPDatabase<Stores>) {
    this.#database = database;
  }

  static async open<E extends Written>(name: string): Promise<Journal<E>> {
    const database = await openDB<Stores>(name, 1, {
      upgrade(made) {
        made.createObjectStore("journal", { keyPath: "sequence" });
        made.createObjectStore("head");
        made.createObjectStore("draft");
      },
    });
    return new Journal<E>(database);
  }

  close(): void {
    this.#database.close();
  }

  async head(): Promise<Head> {
    return (await this.#database.get("head", HEAD)) ?? EMPTY;
  }

  /** Write one fact; when it answers, the fact is on the disk. Entry and head are written together or not at all. */
  async append(make: Make<E>): Promise<E> {
    for (;;) {
      const head = await this.head();
      const { said, counters, endsDraft = false } = make(head);
      const chained = { ...said, sequence: head.sequence + 1, previous: head.hash };
      const entry = { ...chained, hash: await sha256(canonical(chained)) } as unknown as E;
      const next = { ...head, sequence: entry.sequence, hash: entry.hash, counters: { ...head.counters, ...counters } };
      if (await this.#write(head.sequence, entry, next, endsDraft)) return entry;
    }
  }

  /** Hashing takes longer than a transaction may stay idle: so it is made before, and written only if nobody was faster. */
  async #write(expected: number, entry: E, next: Head, endsDraft: boolean): Promise<boolean> {
    const work = this.#database.transaction(["journal", "head", "draft"], "readwrite", STRICT);
    const now = (await work.objectStore("head").get(HEAD)) ?? EMPTY;
    if (now.sequence !== expected) {
      await work.done;
      return false;
    }
    await Promise.all([
      work.objectStore("journal").add(entry),
      work.objectStore("head").put({ ...next, acknowledged: now.acknowledged }, HEAD),
      endsDraft && work.objectStore("draft").delete(DRAFT),
      work.done,
    ]);
    return true;
  }

  /**
   * Go on behind what the server has of this journal, on a device that has nothing of it; `entries` are the last of
   * what the server has, as far as this device needs them. False where entries are.
   */
  async goOnFrom(
    sequence: number,
    hash: string,
    counters: Head["counters"],
    entries: readonly E[] = [],
  ): Promise<boolean> {
    const work = this.#database.transaction(["journal", "head"], "readwrite", STRICT);
    const now = (await work.objectStore("head").get(HEAD)) ?? EMPTY;
    const isFresh = now.sequence === 0;
    if (isFresh) {
      await work.objectStore("head").put({ sequence, hash, acknowledged: sequence, counters }, HEAD);
      for (const entry of entries) await work.objectStore("journal").put(entry);
    }
    await work.done;
    return isFresh;
  }

  /** What is being made and is no fact yet; null for nothing. It outlives a closed browser. */
  async keepDraft(draft: unknown): Promise<void> {
    const work = this.#database.transaction("draft", "readwrite");
    await Promise.all([draft === null ? work.store.delete(DRAFT) : work.store.put(draft, DRAFT), work.done]);
  }

  async draft<Draft>(): Promise<Draft | null> {
    return ((await this.#database.get("draft", DRAFT)) as Draft | undefined) ?? null;
  }

  /** The hash of the entry at `sequence`: null where it is no longer kept. */
  async hashAt(sequence: number): Promise<string | null> {
    const head = await this.head();
    if (sequence === head.sequence) return head.hash;
    return (await this.#database.get("journal", sequence))?.hash ?? null;
  }

  /** Entries after `sequence`, at most `limit`, in order. */
  async after(sequence: number, limit?: number): Promise<E[]> {
    return (await this.#database.getAll("journal", IDBKeyRange.lowerBound(sequence, true), limit)) as E[];
  }

  /** The newest entry that fits, or null. */
  async latest(fits: (entry: E) => boolean): Promise<E | null> {
    let cursor = await this.#database.transaction("journal").store.openCursor(null, "prev");
    while (cursor && !fits(cursor.value as E)) cursor = await cursor.continue();
    return (cursor?.value as E | undefined) ?? null;
  }

  async unsent(limit?: number): Promise<E[]> {
    return this.after((await this.head()).acknowledged, limit);
  }

  /** How many wait for the server, and since when. */
  async waiting(): Promise<{ readonly count: number; readonly oldestAt: string | null }> {
    const { sequence, acknowledged } = await this.head();
    const first = await this.#database.get("journal", acknowledged + 1);
    return { count: sequence - acknowledged, oldestAt: first?.at ?? null };
  }

  /** The server has everything up to `sequence`; or, lower than before, only that: it was restored from a backup. */
  async acknowledge(sequence: number): Promise<void> {
    const work = this.#database.transaction("head", "readwrite", STRICT);
    const head = (await work.store.get(HEAD)) ?? EMPTY;
    await Promise.all([work.store.put({ ...head, acknowledged: Math.min(sequence, head.sequence) }, HEAD), work.done]);
  }

  /** The sequence of the oldest entry kept; one more than the newest where none is. */
  async oldest(): Promise<number> {
    const cursor = await this.#database.transaction("journal").store.openKeyCursor();
    return cursor ? cursor.key : (await this.head()).sequence + 1;
  }

  /** Let go of what happened before `moment`, stands before `first` and the server has. Answers how many entries went. */
  async forget(moment: Date, first = Number.POSITIVE_INFINITY): Promise<number> {
    const { acknowledged } = await this.head();
    const work = this.#database.transaction("journal", "readwrite", STRICT);
    let gone = 0;
    for (let cursor = await work.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.key > acknowledged || cursor.key >= first || cursor.value.at >= moment.toISOString()) break;
      await cursor.delete();
      gone += 1;
    }
    await work.done;
    return gone;
  }
}

/** The first entry that is not what was written, or null: a chain proves itself. */
export async function firstBroken(entries: readonly Written[]): Promise<Written | null> {
  let before: Written | undefined;
  for (const entry of entries) {
    const { hash, ...chained } = entry;
    const follows = !before || (entry.sequence === before.sequence + 1 && entry.previous === before.hash);
    if (!follows || (await sha256(canonical(chained))) !== hash) return entry;
    before = entry;
  }
  return null;
}
