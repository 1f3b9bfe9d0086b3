/** A paper as the bytes of a receipt printer (ESC/POS). */

import { sideOf } from "../qr/make_qr.ts";
import { type Line, layOut } from "../receipt/lay_out.ts";
import type { Paper } from "../receipt/paper.ts";

const ESC = 0x1b;
const GS = 0x1d;

/** One bit a dot, rows of whole bytes, 1 is black. */
export interface Picture {
  readonly bytesAcross: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Draws lines of letters that no code page of a printer has: Cyrillic, Kazakh and Serbian ones. */
export type Draw = (lines: readonly Line[]) => Picture;

/** A cheap printer holds so many rows at once; a longer picture goes in bands. */
const BAND = 240;
const FEED = 4;
const DOTS_OF_LETTER = 12;
/** A module of a QR code, where the paper has room for it; and modules of white that readers need, both sides. */
const QR_DOTS = 6;
const QUIET = 8;

/** Letters are sent as letters where all of them are ASCII, else drawn: code pages differ from printer to printer. */
export function escPos(paper: Paper, columns: number, draw: Draw): Uint8Array<ArrayBuffer> {
  const parts = layOut(paper, columns);
  const isPlain = parts.every((part) => part.part !== "lines" || part.lines.every(({ text }) => isAscii(text)));
  const bytes = parts.flatMap((part) => {
    if (part.part === "lines") return isPlain ? part.lines.flatMap(letters) : bands(draw(part.lines)).flatMap(raster);
    return part.part === "qr" ? qr(part.text, columns) : bars(part.text);
  });
  return Uint8Array.from([...start(), ...bytes, ESC, 0x64, FEED, ...cut()]);
}

/** Opens the drawer on the printer's socket: pin 2, a pulse of 50 ms. */
export function drawerKick(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([ESC, 0x70, 0, 25, 250]);
}

function start(): readonly number[] {
  return [ESC, 0x40];
}

/** After feeding to the knife, and leaving a corner. */
function cut(): readonly number[] {
  return [GS, 0x56, 66, 0];
}

function letters({ text, isBold, isLarge }: Line): readonly number[] {
  const bold = [ESC, 0x45, isBold ? 1 : 0];
  const size = [GS, 0x21, isLarge ? 0x01 : 0];
  return [...bold, ...size, ...ascii(text.trimEnd()), 0x0a];
}

function raster({ bytesAcross, rows, bits }: Picture): readonly number[] {
  return [GS, 0x76, 0x30, 0, ...low(bytesAcross), ...low(rows), ...bits];
}

function bands({ bytesAcross, rows, bits }: Picture): readonly Picture[] {
  return Array.from({ length: Math.ceil(rows / BAND) }, (_, at) => {
    const some = Math.min(BAND, rows - at * BAND);
    const from = at * BAND * bytesAcross;
    return { bytesAcross, rows: some, bits: bits.subarray(from, from + some * bytesAcross) };
  });
}

/** Model 2, correction M; centred. A printer leaves out a code that is wider than its paper. */
function qr(text: string, columns: number): readonly number[] {
  const stored = [...new TextEncoder().encode(text)];
  const dots = Math.min(QR_DOTS, Math.floor((columns * DOTS_OF_LETTER) / (sideOf(text) + QUIET)));
  const call = (fn: number, ...rest: number[]) => [GS, 0x28, 0x6b, ...low(rest.length + 2), 0x31, fn, ...rest];
  const code = [...call(65, 50, 0), ...call(67, dots), ...call(69, 49), ...call(80, 48, ...stored), ...call(81, 48)];
  return [...aligned(1), ...code, ...aligned(0)];
}

/** Code 128, set B, 60 dots high, without letters below; centred. */
function bars(text: string): readonly number[] {
  if (!isAscii(text)) throw new Error("bars are of ASCII");
  const stored = ascii(`{B${text.replaceAll("{", "{{")}`);
  const code = [GS, 0x68, 60, GS, 0x77, 2, GS, 0x48, 0, GS, 0x6b, 73, stored.length, ...stored];
  return [...aligned(1), ...code, ...aligned(0)];
}

function aligned(where: 0 | 1): readonly number[] {
  return [ESC, 0x61, where];
}

function low(number: number): readonly number[] {
  return [number & 0xff, number >> 8];
}

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
