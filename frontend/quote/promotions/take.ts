/** What an effect takes: an amount off some lines together, or off the delivery. */

import type { Line } from "../lines/line.ts";
import { nearest } from "../numbers/divide.ts";

export interface Take {
  readonly of: "goods" | "delivery";
  readonly lines: readonly Line[];
  readonly amount: number;
}

/** What the takes before have left, of each line by position and of the delivery. */
export interface Rest {
  readonly goods: readonly number[];
  readonly delivery: number;
}

/** An effect that knows its lines already; it finds all its takes before the first is taken. */
export type Takes = (rest: Rest) => readonly Take[];

export function offGoods(lines: readonly Line[], amount: number): Take {
  return { of: "goods", lines, amount };
}

/** What some pieces of a line are worth by what is left of it, or a share of that. */
export function worth(line: Line, pieces: number, rest: Rest, basisPoints = 10_000): number {
  return nearest(rest.goods[line.position]!, pieces * basisPoints, line.pieces * 10_000);
}

/** So many pieces of the lines in their order; of each line as many as it has. */
export function pick(lines: readonly Line[], wanted: number): readonly (readonly [Line, number])[] {
  const picked: [Line, number][] = [];
  let missing = wanted;
  for (const line of lines) {
    const some = Math.min(missing, line.pieces);
    if (some > 0) picked.push([line, some]);
    missing -= some;
  }
  return picked;
}
