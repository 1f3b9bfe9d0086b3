/** Articles that changed, or were fetched, since the catalogue was put onto the device: few, and all in memory. */

import type { Article } from "../protocol.ts";
import { keysOf } from "./code_index.ts";
import type { Recent } from "./shelf.ts";
import { indexWords, WordIndex } from "./word_index.ts";

/** An article that answers a question, and how well. */
export interface Match {
  readonly article: Article;
  readonly points: number;
}

export class Recents {
  readonly #articles = new Map<string, Article | null>();
  readonly #variants = new Map<number, Set<string>>();
  /** By number in the index of words; a variant that changes again gets a new one. */
  readonly #numbered: Article[] = [];
  readonly #words = new WordIndex();

  get size(): number {
    return this.#articles.size;
  }

  put(recent: readonly Recent[]): void {
    const articles: Article[] = [];
    for (const [variant, article] of recent) {
      this.#articles.set(variant, article);
      if (!article) continue;
      articles.push(article);
      for (const key of keysOf(article)) {
        const variants = this.#variants.get(key);
        if (variants) variants.add(variant);
        else this.#variants.set(key, new Set([variant]));
      }
    }
    this.#words.add(indexWords(articles, this.#numbered.length));
    this.#numbered.push(...articles);
  }

  /** Whether it says anything of this variant: what was put before it no longer counts. */
  has(variant: string): boolean {
    return this.#articles.has(variant);
  }

  /** Those that may have this key. */
  withKey(key: number): readonly Article[] {
    return [...(this.#variants.get(key) ?? [])].flatMap((variant) => this.#articles.get(variant) ?? []);
  }

  search(question: string, most: number): readonly Match[] {
    const found = this.#words.find(question, 2 * most);
    const matches = found.map(({ number, points }) => ({ article: this.#numbered[number]!, points }));
    return matches.filter(({ article }) => this.#articles.get(article.variant) === article);
  }
}
