/**
 * Tells a scanner that types like a keyboard from a person who types: by speed and by the key at the end. Pure; times in milliseconds.
 *
 * In a field every character passes, and is taken back when it turns out to have been a scan: nothing a person types is ever eaten or late.
 * Outside of a field a character is held for a moment: a scan presses no shortcut, and a shortcut comes a twentieth of a second later.
 */

import { readGs1 } from "./gs1.ts";
import { isGtin } from "./gtin.ts";
import { characterOf, isModifier, type Key } from "./keys.ts";

export interface Timing {
  /** Between two characters of one scan. */
  readonly mostGapMs: number;
  /** Over a whole scan; nobody types so fast. */
  readonly mostAverageMs: number;
  /** Shorter scans must be faster: a person may roll over three keys. */
  readonly mostAverageShortMs: number;
  /** How long a single character is held outside of a field. */
  readonly holdMs: number;
  readonly leastCharacters: number;
  /** What the scanner says before every code; "" where it says nothing. With it speed does not matter. */
  readonly prefix: string;
  /** The keys that end a scan, by `code`. */
  readonly suffixes: readonly string[];
}

export const USUAL: Timing = {
  mostGapMs: 90,
  mostAverageMs: 45,
  mostAverageShortMs: 30,
  holdMs: 50,
  leastCharacters: 3,
  prefix: "",
  suffixes: ["Enter", "NumpadEnter", "Tab"],
};

const SHORT = 6;
const LEAST_WITHOUT_SUFFIX = 8;

/** `pass`: as if nobody listened. `hold`: kept until `settle` says what it was. `scan`: the code is whole; the key that ended it does nothing else. */
export type Pressed = { readonly do: "pass" | "hold" } | { readonly do: "scan"; readonly text: string };

/** What became of a pause: a scan without a suffix, or a person's keys to be pressed after all. */
export type Settled<K> =
  | { readonly scan: string; readonly held: readonly [] }
  | { readonly scan: null; readonly held: readonly K[] };

interface Character<K> {
  readonly character: string;
  readonly at: number;
  /** The key, if it was held. */
  readonly held: K | null;
}

export class Wedge<K extends Key> {
  readonly timing: Timing;
  #burst: Character<K>[] = [];

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
    this.#burst.push({ character, at, held: where.inField ? null : key });
    return { do: where.inField ? "pass" : "hold" };
  }

  /** Whether a key at this moment no longer belongs to the burst. */
  isOver(at: number): boolean {
    const last = this.#burst.at(-1);
    return last !== undefined && at - last.at > (this.#hasPrefix() ? 1000 : this.timing.mostGapMs);
  }

  /** How long after a key the burst may be settled. */
  get patienceMs(): number {
    if (this.#hasPrefix()) return 1000;
    return this.#burst.length === 1 ? this.timing.holdMs : this.timing.mostGapMs;
  }

  /** Nothing came any more: a whole GTIN or GS1 code that came at a scanner's speed is one also without a suffix. */
  settle(): Settled<K> {
    const burst = this.#take();
    const text = this.#without(burst.map((one) => one.character).join(""));
    const isFast = averageOf(burst, burst.at(-1)?.at ?? 0) <= this.timing.mostAverageShortMs;
    if (text.length >= LEAST_WITHOUT_SUFFIX && isFast && (isGtin(text) || readGs1(text)))
      return { scan: text, held: [] };
    return { scan: null, held: burst.flatMap((one) => one.held ?? []) };
  }

  #end(at: number): Pressed {
    if (!this.#isScan(at)) return { do: "pass" };
    return {
      do: "scan",
      text: this.#without(
        this.#take()
          .map((one) => one.character)
          .join(""),
      ),
    };
  }

  #isScan(at: number): boolean {
    const burst = this.#burst;
    if (burst.length < this.timing.leastCharacters || this.isOver(at)) return false;
    if (this.#hasPrefix()) return burst.length > this.timing.prefix.length;
    const most = burst.length < SHORT ? this.timing.mostAverageShortMs : this.timing.mostAverageMs;
    return averageOf(burst, at) <= most;
  }

  #hasPrefix(): boolean {
    const { prefix } = this.timing;
    return (
      prefix !== "" &&
      this.#burst
        .map((one) => one.character)
        .join("")
        .startsWith(prefix)
    );
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

/** From the first character to this moment, by character. */
function averageOf(burst: readonly { readonly at: number }[], until: number): number {
  return burst.length === 0 ? 0 : (until - burst[0]!.at) / burst.length;
}
