/** The shelf in IndexedDB: pages as they were packed, so that opening it reads a few long arrays and parses nothing. */

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

import type { Article } from "../protocol.ts";
import { IN_CHUNK } from "./chunk.ts";
import type { CodePage } from "./code_index.ts";
import { NOTHING, type PackedPage, type Progress, type Recent, type Shelf } from "./shelf.ts";
import type { WordPage } from "./word_index.ts";

/** Pages by the number of their first article, chunks by their own. */
interface Stores extends DBSchema {
  codes: { key: number; value: CodePage };
  words: { key: number; value: WordPage };
  chunks: { key: number; value: Uint8Array<ArrayBuffer> };
  recent: { key: string; value: Article | null };
  progress: { key: string; value: Progress };
}

/** It can be fetched again: a power cut may cost the last page, never a half one. */
const RELAXED = { durability: "relaxed" } as const;
const ONLY = "only";

export async function openShelf(name: string): Promise<Shelf> {
  const database = await openDB<Stores>(name, 1, {
    upgrade(fresh) {
      for (const store of ["codes", "words", "chunks", "recent", "progress"] as const) fresh.createObjectStore(store);
    },
    // A newer catalogue is being made in another tab: do not stand in its way.
    blocking: (_now, _then, event) => (event.target as IDBDatabase).close(),
  });
  return new DatabaseShelf(database);
}

export async function dropShelf(name: string): Promise<void> {
  await deleteDB(name);
}

class DatabaseShelf implements Shelf {
  readonly #database: IDBPDatabase<Stores>;

  constructor(database: IDBPDatabase<Stores>) {
    this.#database = database;
  }

  async progress(): Promise<Progress> {
    return (await this.#database.get("progress", ONLY)) ?? NOTHING;
  }

  codes(): Promise<readonly CodePage[]> {
    return this.#database.getAll("codes");
  }

  async *words(): AsyncIterable<WordPage> {
    for (const key of await this.#database.getAllKeys("words")) {
      const page = await this.#database.get("words", key);
      if (page) yield page;
    }
  }

  async chunk(number: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await this.#database.get("chunks", number)) ?? null;
  }

  async recent(): Promise<readonly Recent[]> {
    const reading = this.#database.transaction("recent").store;
    const [variants, articles] = await Promise.all([reading.getAllKeys(), reading.getAll()]);
    return variants.map((variant, at) => [variant, articles[at]!]);
  }

  async savePage({ first, codes, words, chunks }: PackedPage, progress: Progress): Promise<void> {
    const writing = this.#database.transaction(["codes", "words", "chunks", "progress"], "readwrite", RELAXED);
    void writing.objectStore("codes").put(codes, first);
    void writing.objectStore("words").put(words, first);
    for (const [at, chunk] of chunks.entries()) void writing.objectStore("chunks").put(chunk, first / IN_CHUNK + at);
    void writing.objectStore("progress").put(progress, ONLY);
    await writing.done;
  }

  async saveRecent(recent: readonly Recent[], progress: Progress): Promise<void> {
    const writing = this.#database.transaction(["recent", "progress"], "readwrite", RELAXED);
    for (const [variant, article] of recent) void writing.objectStore("recent").put(article, variant);
    void writing.objectStore("progress").put(progress, ONLY);
    await writing.done;
  }
}
