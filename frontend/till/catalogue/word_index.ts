/** Which articles a few typed letters mean: whole words first, then beginnings, then words with one slip; of equals the best sold. */

import type { Article } from "../protocol.ts";
import { wordsOf } from "./fold.ts";
import { isOneSlipAway } from "./slips.ts";

/** Words of one page of articles; as it is kept on the device. */
export interface WordPage {
  /** Parted by line ends. */
  readonly words: string;
  /** How many articles have each word. */
  readonly counts: Uint32Array;
  readonly numbers: Uint32Array;
}

/** How well an article answers: of equals the one with the lower number is sold more. */
export interface Found {
  readonly number: number;
  readonly points: number;
}

const WHOLE = 3;
const BEGINS = 2;
const SLIP = 1;
const LEAST_FOR_SLIP = 4;
const MOST_WORDS = 8;

/** The first of `articles` has the number `first`. */
export function indexWords(articles: readonly Article[], first: number): WordPage {
  const places = new Map<string, number[]>();
  for (const [at, article] of articles.entries()) {
    for (const word of wordsOf(`${article.title} ${article.brand} ${article.sku}`)) {
      const numbers = places.get(word);
      if (numbers) numbers.push(first + at);
      else places.set(word, [first + at]);
    }
  }
  return {
    words: [...places.keys()].join("\n"),
    counts: Uint32Array.from(places.values(), (numbers) => numbers.length),
    numbers: Uint32Array.from([...places.values()].flat()),
  };
}

export class WordIndex {
  readonly #places = new Map<string, number[]>();
  /** Words by their first two letters: few are looked at for a beginning. */
  readonly #shelves = new Map<string, string[]>();
  #end = 0;

  add({ words, counts, numbers }: WordPage): void {
    let at = 0;
    for (const [place, word] of words.split("\n").entries()) {
      if (!word) continue;
      const known = this.#places.get(word) ?? this.#newWord(word);
      for (const end = at + counts[place]!; at < end; at++) {
        known.push(numbers[at]!);
        if (numbers[at]! >= this.#end) this.#end = numbers[at]! + 1;
      }
    }
  }

  /** Articles in which every word of the question occurs, the best first. */
  find(question: string, most: number): readonly Found[] {
    const words = wordsOf(question).slice(0, MOST_WORDS);
    if (words.length === 0) return [];
    let points: Uint8Array | null = null;
    for (const word of words) points = both(points, this.#points(word));
    return best(points!, WHOLE * words.length, most);
  }

  /** How well each article answers one word; slips are looked for only where nothing else is found. */
  #points(word: string): Uint8Array {
    const points = new Uint8Array(this.#end);
    let isFound = false;
    for (const [known, worth] of this.#like(word)) {
      isFound = true;
      this.#mark(points, known, worth);
    }
    if (!isFound && word.length >= LEAST_FOR_SLIP) {
      for (const known of this.#places.keys()) if (isOneSlipAway(word, known)) this.#mark(points, known, SLIP);
    }
    return points;
  }

  *#like(word: string): Generator<readonly [string, number]> {
    const shelves = word.length > 1 ? [this.#shelves.get(word.slice(0, 2)) ?? []] : this.#shelvesOf(word);
    for (const shelf of shelves) {
      for (const known of shelf) if (known.startsWith(word)) yield [known, known === word ? WHOLE : BEGINS];
    }
  }

  *#shelvesOf(letter: string): Generator<readonly string[]> {
    for (const [begins, shelf] of this.#shelves) if (begins.startsWith(letter)) yield shelf;
  }

  #mark(points: Uint8Array, known: string, worth: number): void {
    for (const number of this.#places.get(known)!) if (points[number]! < worth) points[number] = worth;
  }

  #newWord(word: string): number[] {
    const numbers: number[] = [];
    this.#places.set(word, numbers);
    const shelf = this.#shelves.get(word.slice(0, 2));
    if (shelf) shelf.push(word);
    else this.#shelves.set(word.slice(0, 2), [word]);
    return numbers;
  }
}

/** Points add up where both have some. */
function both(before: Uint8Array | null, now: Uint8Array): Uint8Array {
  if (!before) return now;
  for (let at = 0; at < now.length; at++) now[at] = now[at] && before[at] ? now[at]! + before[at]! : 0;
  return now;
}

function best(points: Uint8Array, highest: number, most: number): readonly Found[] {
  const byPoints: Found[][] = Array.from({ length: highest + 1 }, () => []);
  for (let number = 0; number < points.length; number++) {
    const shelf = points[number] ? byPoints[points[number]!]! : null;
    if (shelf && shelf.length < most) shelf.push({ number, points: points[number]! });
  }
  return byPoints.reverse().flat().slice(0, most);
}
