/** Where the modules of a QR code stand: patterns that never change, then the data, masked so that it reads well. */

import { penaltyOf } from "./penalty.ts";

export type Modules = readonly (readonly boolean[])[];
type Grid = (boolean | undefined)[][];

const ALIGNED: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.trunc(row / 2) + Math.trunc(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

export function place(version: number, bytes: Uint8Array, only?: number): Modules {
  const masks = MASKS.map((mask, at) => ({ mask, at })).filter(({ at }) => only === undefined || at === only);
  const candidates = masks.map(({ mask, at }) => {
    const grid = patterns(version);
    format(grid, at);
    fill(grid, bytes, mask);
    return grid as boolean[][];
  });
  return candidates.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}

function patterns(version: number): Grid {
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    square(grid, row, column, 4, (ring) => ring !== 2 && ring !== 4);
  }
  const centres = ALIGNED[version - 1]!;
  for (const row of centres) {
    for (const column of centres) {
      if (grid[row]![column] === undefined) square(grid, row, column, 2, (ring) => ring !== 1);
    }
  }
  for (let at = 8; at < size - 8; at += 1) {
    grid[6]![at] ??= at % 2 === 0;
    grid[at]![6] ??= at % 2 === 0;
  }
  grid[size - 8]![8] = true;
  if (version >= 7) versionBits(grid, version);
  return grid;
}

/** Rings around a centre; what leaves the code is cut off. */
function square(grid: Grid, row: number, column: number, reach: number, isDark: (ring: number) => boolean): void {
  for (let down = -reach; down <= reach; down += 1) {
    for (let right = -reach; right <= reach; right += 1) {
      const line = grid[row + down];
      if (!line || column + right < 0 || column + right >= line.length) continue;
      line[column + right] = isDark(Math.max(Math.abs(down), Math.abs(right)));
    }
  }
}

/** Correction M and the mask, twice, with their own correction. */
function format(grid: Grid, mask: number): void {
  const bits = ((mask << 10) | remainder(mask << 10, 0x537, 10)) ^ 0x5412;
  const last = grid.length - 1;
  const put = (row: number, column: number, at: number) => {
    grid[row]![column] = ((bits >> at) & 1) === 1;
  };
  for (let at = 0; at < 6; at += 1) put(at, 8, at);
  put(7, 8, 6);
  put(8, 8, 7);
  put(8, 7, 8);
  for (let at = 9; at < 15; at += 1) put(8, 14 - at, at);
  for (let at = 0; at < 8; at += 1) put(8, last - at, at);
  for (let at = 8; at < 15; at += 1) put(last - 14 + at, 8, at);
}

function versionBits(grid: Grid, version: number): void {
  const bits = (version << 12) | remainder(version << 12, 0x1f25, 12);
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >> at) & 1) === 1;
    const far = grid.length - 11 + (at % 3);
    const near = Math.trunc(at / 3);
    grid[near]![far] = isDark;
    grid[far]![near] = isDark;
  }
}

function remainder(value: number, divisor: number, degree: number): number {
  let rest = value;
  for (let bit = 31 - Math.clz32(rest); bit >= degree && rest > 0; bit = 31 - Math.clz32(rest)) {
    rest ^= divisor << (bit - degree);
  }
  return rest;
}

/** In columns of two from the right, up and down in turn, around all that stands already. */
function fill(grid: Grid, bytes: Uint8Array, mask: (row: number, column: number) => boolean): void {
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1, isUp = true; right >= 1; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = isUp ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row]![column] !== undefined) continue;
        const isSet = (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        grid[row]![column] = isSet !== mask(row, column);
        bit += 1;
      }
    }
  }
}
