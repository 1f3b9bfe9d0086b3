/** Where the catalogue lies on the device; what a page of it consists of. */

import type { Article } from "../protocol.ts";
import type { CodePage } from "./code_index.ts";
import type { WordPage } from "./word_index.ts";

/** How far the catalogue has come. */
export interface Progress {
  /** Articles that were put, and the number of the next. */
  readonly count: number;
  /** Of the server's catalogue. */
  readonly total: number;
  /** Where the rest goes on; null when all is here. */
  readonly next: string | null;
  /** Up to where the feed of changes was followed; -1 before the first page. */
  readonly position: number;
  /** Which till of which shop it is for. */
  readonly owner: string;
}

export const NOTHING: Progress = { count: 0, total: 0, next: "", position: -1, owner: "" };

/** What a page of articles becomes. `first` is a multiple of IN_CHUNK; its chunks have the numbers from `first / IN_CHUNK` on. */
export interface PackedPage {
  readonly first: number;
  readonly codes: CodePage;
  readonly words: WordPage;
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** Changed or fetched since; null: it is no longer sold. */
export type Recent = readonly [variant: string, article: Article | null];

export interface Shelf {
  progress(): Promise<Progress>;
  codes(): Promise<readonly CodePage[]>;
  /** Page by page, so that somebody may be served in between. */
  words(): AsyncIterable<WordPage>;
  chunk(number: number): Promise<Uint8Array<ArrayBuffer> | null>;
  recent(): Promise<readonly Recent[]>;
  /** All of it or nothing. */
  savePage(page: PackedPage, progress: Progress): Promise<void>;
  saveRecent(recent: readonly Recent[], progress: Progress): Promise<void>;
}
