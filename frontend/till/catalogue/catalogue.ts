/**
 * The articles of the shop, on the device: found by a code in milliseconds and by a few letters, with no network.
 *
 * Pages come best sold first and are never changed; what changed since lies in `recents` and goes before them.
 */

import type { Article } from "../protocol.ts";
import { IN_CHUNK, pack } from "./chunk.ts";
import { CodeIndex, indexCodes, keyOfCode, keyOfSku, keyOfVariant, plainSku } from "./code_index.ts";
import { KeptChunks } from "./kept_chunks.ts";
import { asOtherLayouts } from "./layouts.ts";
import { type Match, Recents } from "./recents.ts";
import type { PackedPage, Progress, Recent, Shelf } from "./shelf.ts";
import { indexWords, WordIndex } from "./word_index.ts";

/** An article under one of its codes; `pieces` in the pack that carries it. */
export interface Held {
  readonly article: Article;
  readonly pieces: number;
}

/** With more changes than this the catalogue is better fetched anew. */
const MOST_RECENT = 5_000;

export class Catalogue {
  readonly #shelf: Shelf;
  readonly #chunks: KeptChunks;
  readonly #codes = new CodeIndex();
  readonly #words = new WordIndex();
  readonly #recents = new Recents();
  #progress: Progress;
  #isWorn = false;

  private constructor(shelf: Shelf, progress: Progress) {
    this.#shelf = shelf;
    this.#chunks = new KeptChunks(shelf);
    this.#progress = progress;
  }

  /** Codes can be looked up at once; words come in behind, page by page (`loadWords`). */
  static async open(shelf: Shelf): Promise<Catalogue> {
    const catalogue = new Catalogue(shelf, await shelf.progress());
    for (const page of await shelf.codes()) catalogue.#codes.add(page);
    catalogue.#recents.put(await shelf.recent());
    return catalogue;
  }

  get progress(): Progress {
    return this.#progress;
  }

  async loadWords(): Promise<void> {
    for await (const page of this.#shelf.words()) this.#words.add(page);
  }

  /** A page of the server's catalogue becomes part of it. */
  async add(articles: readonly Article[], progress: Omit<Progress, "count">): Promise<void> {
    const first = this.#progress.count;
    const page = await packPage(articles, first);
    const after = { ...progress, count: Math.ceil((first + articles.length) / IN_CHUNK) * IN_CHUNK };
    await this.#shelf.savePage(page, after);
    this.#progress = after;
    this.#codes.add(page.codes);
    this.#words.add(page.words);
  }

  /** What changed, and what is no longer sold; `position` is how far the feed was followed. */
  async change(articles: readonly Article[], gone: readonly string[], position: number): Promise<void> {
    const recent: Recent[] = [
      ...articles.map((article) => [article.variant, article] as const),
      ...gone.map((variant) => [variant, null] as const),
    ];
    const after = { ...this.#progress, position };
    await this.#shelf.saveRecent(recent, after);
    this.#progress = after;
    this.#recents.put(recent);
  }

  /** So much has changed that it is better fetched anew. */
  get isWorn(): boolean {
    return this.#isWorn || this.#recents.size > MOST_RECENT;
  }

  /** The server says so. */
  wear(): void {
    this.#isWorn = true;
  }

  /** Whose code this is: of several codes the first that is anybody's counts, a SKU after all of them. */
  async byCode(codes: readonly string[], sku: string): Promise<Held | null> {
    for (const code of codes) {
      const article = await this.#with(keyOfCode(code), (one) => one.barcodes.some(([known]) => known === code));
      if (article) return { article, pieces: article.barcodes.find(([known]) => known === code)![1] };
    }
    const plain = plainSku(sku);
    const article = plain ? await this.#with(keyOfSku(plain), (one) => plainSku(one.sku) === plain) : null;
    return article && { article, pieces: 1 };
  }

  /** As they are now, in this order; those that are not here are left out. */
  async byVariant(variants: readonly string[]): Promise<readonly Article[]> {
    const found = await Promise.all(
      variants.map((variant) => this.#with(keyOfVariant(variant), (one) => one.variant === variant)),
    );
    return found.filter((article) => article !== null);
  }

  /** Best first; with nothing found, as if it had been typed under another keyboard layout. */
  async search(question: string, most: number): Promise<readonly Article[]> {
    for (const typed of [question, ...asOtherLayouts(question)]) {
      const found = await this.#search(typed, most);
      if (found.length > 0) return found;
    }
    return [];
  }

  async #search(question: string, most: number): Promise<readonly Article[]> {
    const found = this.#words.find(question, most);
    const articles = await Promise.all(found.map(({ number }) => this.#current(number)));
    const matches: readonly Match[] = [
      ...this.#recents.search(question, most),
      ...articles.flatMap((article, at) => (article ? { article, points: found[at]!.points } : [])),
    ];
    const best = [...matches].sort((a, b) => b.points - a.points || b.article.popularity - a.article.popularity);
    return best.slice(0, most).map((match) => match.article);
  }

  async #with(key: number, isMeant: (article: Article) => boolean): Promise<Article | null> {
    const recent = this.#recents.withKey(key).find(isMeant);
    if (recent) return recent;
    for (const number of this.#codes.find(key).reverse()) {
      const article = await this.#current(number);
      if (article && isMeant(article)) return article;
    }
    return null;
  }

  /** The article with this number, unless something newer is known of its variant. */
  async #current(number: number): Promise<Article | null> {
    const chunk = await this.#chunks.get(Math.floor(number / IN_CHUNK));
    const article = chunk[number % IN_CHUNK];
    if (!article || this.#recents.has(article.variant)) return null;
    return this.#codes.newest(article.variant) === number ? article : null;
  }
}

async function packPage(articles: readonly Article[], first: number): Promise<PackedPage> {
  const chunks: Promise<Uint8Array<ArrayBuffer>>[] = [];
  for (let at = 0; at < articles.length; at += IN_CHUNK) chunks.push(pack(articles.slice(at, at + IN_CHUNK)));
  return {
    first,
    codes: indexCodes(articles, first),
    words: indexWords(articles, first),
    chunks: await Promise.all(chunks),
  };
}
