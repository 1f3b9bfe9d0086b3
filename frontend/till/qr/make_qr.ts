/** A QR code (ISO/IEC 18004): bytes, correction M, versions 1 to 10. For the screen; a printer makes its own. */

import { correct } from "./correct.ts";
import { type Modules, place } from "./place.ts";

/** For each version: data bytes in all, and blocks as [how many, data bytes of each]; correction bytes of a block. */
interface Version {
  readonly blocks: readonly (readonly [number, number])[];
  readonly correction: number;
}

const VERSIONS: readonly Version[] = [
  { blocks: [[1, 16]], correction: 10 },
  { blocks: [[1, 28]], correction: 16 },
  { blocks: [[1, 44]], correction: 26 },
  { blocks: [[2, 32]], correction: 18 },
  { blocks: [[2, 43]], correction: 24 },
  { blocks: [[4, 27]], correction: 16 },
  { blocks: [[4, 31]], correction: 18 },
  {
    blocks: [
      [2, 38],
      [2, 39],
    ],
    correction: 22,
  },
  {
    blocks: [
      [3, 36],
      [2, 37],
    ],
    correction: 22,
  },
  {
    blocks: [
      [4, 43],
      [1, 44],
    ],
    correction: 26,
  },
];

/** In UTF-8: what is longer no code holds. */
export const MOST_BYTES = 213;

/** True is dark. Throws beyond MOST_BYTES. Any of the eight masks is right; without one that reads best is taken. */
export function makeQr(text: string, mask?: number): Modules {
  const bytes = new TextEncoder().encode(text);
  const number = versionOf(bytes);
  const version = VERSIONS[number - 1]!;
  return place(number, interleave(dataOf(bytes, number, capacity(version)), version), mask);
}

/** How many modules the code of a text has a side, without the quiet edge. Throws beyond MOST_BYTES. */
export function sideOf(text: string): number {
  return versionOf(new TextEncoder().encode(text)) * 4 + 17;
}

function versionOf(bytes: Uint8Array): number {
  const at = VERSIONS.findIndex((version, index) => capacity(version) >= bytes.length + (index < 9 ? 2 : 3));
  if (at < 0) throw new Error("too long for a QR code");
  return at + 1;
}

function capacity({ blocks }: Version): number {
  return blocks.reduce((all, [count, size]) => all + count * size, 0);
}

/** Mode, length, the bytes, an end, and filling. */
function dataOf(bytes: Uint8Array, version: number, size: number): Uint8Array {
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, size * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const packed = Uint8Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
  return Uint8Array.from({ length: size }, (_, at) => packed[at] ?? ((at - packed.length) % 2 ? 0x11 : 0xec));
}

/** Block by block corrected, then the first byte of each, the second of each, and so on. */
function interleave(bytes: Uint8Array, { blocks, correction }: Version): Uint8Array {
  const sizes = blocks.flatMap(([count, size]) => new Array<number>(count).fill(size));
  const ends = sizes.map((_, at) => sizes.slice(0, at + 1).reduce((all, size) => all + size, 0));
  const parts = ends.map((end, at) => bytes.subarray(end - sizes[at]!, end));
  const corrections = parts.map((part) => correct(part, correction));
  return Uint8Array.from([...across(parts), ...across(corrections)]);
}

function across(parts: readonly Uint8Array[]): readonly number[] {
  const longest = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: longest }, (_, at) =>
    parts.flatMap((part) => (at < part.length ? [part[at]!] : [])),
  ).flat();
}
