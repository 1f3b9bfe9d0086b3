/**
 * Tells a scanner that types like a keyboard from a person who types: by speed and by the key at the end. Pure; times in milliseconds.
 *
 * In a field every character passes, and is taken back when it turns out to have been a scan: nothing a person types is ever eaten or late.
 * Outside of a field a character is held for a moment: a scan presses no shortcut, and a shortcut comes a tenth of a second later.
 */

import { readGs1 } from "./gs1.ts";
import { isGtin } from "./gtin.ts";
import { characterOf, isModifier, type Key } from "./keys.ts";

export interface Timing {
  /** Between two characters of one scan, and so long a single one is held outside of a field. */
  readonly mostGapMs: number;
  /** After a whole GTIN or GS1 code, which may have no suffix. */
  readonly mostPauseMs: number;
  /** Once a scan is under way: a device that is busy may stop for a moment, once in a code. */
  readonly mostStallMs: number;
  /** Over a whole scan; nobody types so fast. */
  readonly mostAverageMs: number;
  /** Shorter scans must be faster: a person may roll over three keys. */
  readonly mostAverageShortMs: number;
  /** What is a whole GTIN or GS1 code may be slower: some radios are. */
  readonly mostAverageKnownMs: number;
  readonly leastCharacters: number;
  /** What the scanner says before every code; "" where it says nothing. With it speed does not matter. */
  readonly prefix: string;
  /** The keys that end a scan, by `code`. */
  readonly suffixes: readonly string[];
}

export const USUAL: Timing = {
  mostGapMs: 100,
  mostPauseMs: 250,
  mostStallMs: 600,
  mostAverageMs: 50,
  mostAverageShortMs: 30,
  mostAverageKnownMs: 110,
  leastCharacters: 3,
  prefix: "",
  suffixes: ["Enter", "NumpadEnter", "Tab"],
};

const PREFIX_PAUSE_MS = 1000;
/** A code that stalled on the way is put together again if the rest comes so soon. */
const MOST_STALL_MS = 1000;
const SHORT = 6;
const LEAST_WITHOUT_SUFFIX = 8;

/**
 * `pass`: as if nobody listened. `hold`: kept until `settle` says what it was. `scan`: the code is whole; the key that ended it does nothing else.
 * `isJoined`: its beginning had already passed for something a person typed.
 */
export type Pressed =
  | { readonly do: "pass" | "hold" }
  | { readonly do: "scan"; readonly text: string; readonly isJoined: boolean };

/**
 * What became of a pause: a scan without a suffix, or a person's keys to be pressed after all.
 * `isBeginning`: should they turn out to be a part of a code (`isJoined`), then its first.
 */
export type Settled<K> =
  | { readonly scan: string; readonly held: readonly [] }
  | { readonly scan: null; readonly held: readonly K[]; readonly isBeginning: boolean };

interface Character<K> {
  readonly character: string;
  readonly at: number;
  /** The key, if it was held. */
  readonly held: K | null;
}

export class Wedge<K extends Key> {
  readonly timing: Timing;
  #burst: readonly Character<K>[] = [];
  /** What passed last for something a person typed. */
  #passed: readonly Character<K>[] = [];

  constructor(timing: Timing = USUAL) {
    this.timing = timing;
  }

  get isIdle(): boolean {
    return this.#burst.length === 0;
  }

  /** Call `settle` first if the pause before this key was long (`isOver`). */
  press(key: K, at: number, where: { readonly inField: boolean }): Pressed {
    if (isModifier(key)) return { do: "pass" };
    if (this.timing.suffixes.includes(key.code) && !key.ctrlKey && !key.altKey && !key.metaKey) return this.#end(at);
    const character = characterOf(key);
    if (!character) return { do: "pass" };
    // A space on a button presses it, unless it lies inside a code.
    if (this.isIdle && character === " ") return { do: "pass" };
    this.#burst = [...this.#burst, { character, at, held: where.inField ? null : key }];
    return { do: where.inField ? "pass" : "hold" };
  }

  /** Whether a key at this moment no longer belongs to the burst. */
  isOver(at: number): boolean {
    const last = this.#burst.at(-1);
    return last !== undefined && at - last.at > this.patienceMs;
  }

  /** How long after a key the burst may be settled. */
  get patienceMs(): number {
    const burst = this.#burst;
    if (this.#hasPrefix()) return PREFIX_PAUSE_MS;
    const isUnderWay =
      burst.length >= this.timing.leastCharacters && averageOf(burst, burst.at(-1)!.at) <= this.timing.mostAverageMs;
    if (!isUnderWay) return this.timing.mostGapMs;
    return isKnown(textOf(burst)) ? this.timing.mostPauseMs : this.timing.mostStallMs;
  }

  /** Nothing came any more: a whole GTIN or GS1 code that came at a scanner's speed is one also without a suffix. */
  settle(): Settled<K> {
    const burst = this.#take();
    const text = this.#without(textOf(burst));
    const isFast = averageOf(burst, burst.at(-1)?.at ?? 0) <= this.timing.mostAverageShortMs;
    if (text.length >= LEAST_WITHOUT_SUFFIX && isFast && isKnown(text)) return { scan: text, held: [] };
    const isStall =
      this.#passed.length > 0 && burst.length > 0 && burst[0]!.at - this.#passed.at(-1)!.at < MOST_STALL_MS;
    this.#passed = isStall ? [...this.#passed, ...burst] : burst;
    return { scan: null, held: burst.flatMap((one) => one.held ?? []), isBeginning: !isStall };
  }

  #end(at: number): Pressed {
    const stalled = [...this.#passed, ...this.#burst];
    const isWhole = this.#isScan(this.#burst, at);
    if (!isWhole && !this.#isStalled(stalled, at)) {
      this.#passed = [];
      return { do: "pass" };
    }
    // A part of a code that is a code by itself is rare; a whole that is one by chance is rarer.
    const isJoined = this.#isStalled(stalled, at);
    const text = this.#without(textOf(isJoined ? stalled : this.#burst));
    this.#take();
    this.#passed = [];
    return { do: "scan", text, isJoined };
  }

  #isScan(burst: readonly Character<K>[], at: number): boolean {
    if (burst.length < this.timing.leastCharacters || at - burst.at(-1)!.at > this.patienceMs) return false;
    if (this.#hasPrefix()) return burst.length > this.timing.prefix.length;
    const isEven = averageOf(burst, at) <= this.#mostAverage(textOf(burst));
    return isEven || (burst.length >= SHORT && averageButLongest(burst, at) <= this.timing.mostAverageShortMs);
  }

  /** The end of a code of which a part had passed already: only what is a whole GTIN or GS1 code is believed. */
  #isStalled(whole: readonly Character<K>[], at: number): boolean {
    if (this.#passed.length === 0 || whole.length < LEAST_WITHOUT_SUFFIX || !isKnown(textOf(whole))) return false;
    const gaps = whole.map((one, place) => (whole[place + 1]?.at ?? at) - one.at);
    const median = [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
    return Math.max(...gaps) < MOST_STALL_MS && median <= this.timing.mostAverageKnownMs;
  }

  #mostAverage(text: string): number {
    const { mostAverageShortMs, mostAverageMs, mostAverageKnownMs } = this.timing;
    if (text.length < SHORT) return mostAverageShortMs;
    return text.length >= LEAST_WITHOUT_SUFFIX && isKnown(text) ? mostAverageKnownMs : mostAverageMs;
  }

  #hasPrefix(): boolean {
    const { prefix } = this.timing;
    return prefix !== "" && textOf(this.#burst).startsWith(prefix);
  }

  #without(text: string): string {
    return text.startsWith(this.timing.prefix) ? text.slice(this.timing.prefix.length) : text;
  }

  #take(): readonly Character<K>[] {
    const burst = this.#burst;
    this.#burst = [];
    return burst;
  }
}

function textOf(burst: readonly { readonly character: string }[]): string {
  return burst.map((one) => one.character).join("");
}

/** A check digit says that nothing is missing. */
function isKnown(text: string): boolean {
  return isGtin(text) || readGs1(text) !== null;
}

/** From the first character to this moment, by character. */
function averageOf(burst: readonly { readonly at: number }[], until: number): number {
  return burst.length === 0 ? 0 : (until - burst[0]!.at) / burst.length;
}

/** The same when its longest pause is forgiven. */
function averageButLongest(burst: readonly { readonly at: number }[], until: number): number {
  const gaps = burst.map((one, place) => (burst[place + 1]?.at ?? until) - one.at);
  return averageOf(burst, until) - Math.max(...gaps) / burst.length;
}
