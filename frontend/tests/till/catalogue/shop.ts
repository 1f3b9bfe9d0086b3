/** A shop to sell from, as large as is asked for, and a shelf that lies in memory. */

import { IN_CHUNK } from "../../../till/catalogue/chunk.ts";
import type { CodePage } from "../../../till/catalogue/code_index.ts";
import { NOTHING, type PackedPage, type Progress, type Recent, type Shelf } from "../../../till/catalogue/shelf.ts";
import type { WordPage } from "../../../till/catalogue/word_index.ts";
import type { Article } from "../../../till/protocol.ts";
import { checkDigit } from "../../../till/scan/gtin.ts";

export function article(change: Partial<Article> & { readonly sku: string }): Article {
  return {
    variant: `variant-${change.sku}`,
    title: change.sku,
    product: `product-${change.sku}`,
    categories: [],
    brand: "",
    unit: "piece",
    per: 1,
    step: 1,
    tax_rate: "0.2",
    barcodes: [],
    prices: [price(100)],
    picture: "",
    popularity: 0,
    ...change,
  };
}

export function price(
  amount_minor: number,
  change: Partial<Article["prices"][number]> = {},
): Article["prices"][number] {
  return {
    list: "retail",
    amount_minor,
    from_quantity: 1,
    specificity: 0,
    rank: 100,
    includes_tax: true,
    group: "",
    starts_at: null,
    ends_at: null,
    ...change,
  };
}

const KINDS = [
  "Milk",
  "Bread",
  "Green tea",
  "Black tea",
  "Шоколад молочный",
  "Кефир",
  "Қымыз",
  "Ћевапи",
  "Coffee",
  "Soap",
];
const MAKERS = ["Alpine", "Садко", "Дукат", "Northwind", "Bosfor", "Нұр", "Meridian", "Zlatar"];

export function codeOf(at: number): string {
  const body = String(460_000_000_000 + at);
  return body + checkDigit(body);
}

/** The best sold first. */
export function many(count: number): Article[] {
  return Array.from({ length: count }, (_, at) =>
    article({
      sku: `SKU-${at}`,
      title: `${KINDS[at % KINDS.length]} ${MAKERS[(at >> 3) % MAKERS.length]} line${(at * 7919) % 5003} ${(at % 9) + 1}00 g`,
      brand: MAKERS[(at >> 3) % MAKERS.length]!.toLowerCase(),
      categories: ["food", `aisle-${at % 40}`],
      barcodes: [[codeOf(at), 1]],
      prices: [price(100 + (at % 900))],
      popularity: count - at,
    }),
  );
}

export class MemoryShelf implements Shelf {
  #progress = NOTHING;
  readonly #pages: PackedPage[] = [];
  readonly #chunks = new Map<number, Uint8Array<ArrayBuffer>>();
  readonly #recent = new Map<string, Article | null>();
  /** How often a chunk was read. */
  reads = 0;

  async progress(): Promise<Progress> {
    return this.#progress;
  }

  async codes(): Promise<readonly CodePage[]> {
    return this.#pages.map((page) => page.codes);
  }

  async *words(): AsyncIterable<WordPage> {
    for (const page of this.#pages) yield page.words;
  }

  async chunk(number: number): Promise<Uint8Array<ArrayBuffer> | null> {
    this.reads++;
    return this.#chunks.get(number) ?? null;
  }

  async recent(): Promise<readonly Recent[]> {
    return [...this.#recent];
  }

  async savePage(page: PackedPage, progress: Progress): Promise<void> {
    this.#pages.push(page);
    for (const [at, chunk] of page.chunks.entries()) this.#chunks.set(page.first / IN_CHUNK + at, chunk);
    this.#progress = progress;
  }

  async saveRecent(recent: readonly Recent[], progress: Progress): Promise<void> {
    for (const [variant, changed] of recent) this.#recent.set(variant, changed);
    this.#progress = progress;
  }
}
