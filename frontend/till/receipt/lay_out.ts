/** A paper as lines of so many letters, for a printer whose letters are all as wide. */

import type { Paper, Row } from "./paper.ts";

export interface Line {
  /** Exactly as wide as the paper. */
  readonly text: string;
  readonly isBold: boolean;
  readonly isLarge: boolean;
}

/** Letters in lines; codes stay themselves, in between. */
export type Part =
  | { readonly part: "lines"; readonly lines: readonly Line[] }
  | { readonly part: "qr" | "bars"; readonly text: string };

/** `columns`: letters a line, 48 on paper of 80 mm, 32 on 58 mm. */
export function layOut(paper: Paper, columns: number): readonly Part[] {
  const parts: Part[] = [];
  let lines: Line[] = [];
  for (const row of paper) {
    if (row.row !== "qr" && row.row !== "bars") {
      lines.push(...linesOf(row, columns));
      continue;
    }
    if (lines.length > 0) parts.push({ part: "lines", lines });
    lines = [];
    parts.push({ part: row.row, text: row.text });
  }
  return lines.length > 0 ? [...parts, { part: "lines", lines }] : parts;
}

function linesOf(row: Exclude<Row, { row: "qr" | "bars" }>, columns: number): readonly Line[] {
  if (row.row === "rule") return [plain("-".repeat(columns))];
  if (row.row === "space") return [plain(" ".repeat(columns))];
  const style = { isBold: row.isBold ?? false, isLarge: row.isLarge ?? false };
  const texts =
    row.row === "text" ? wrap(row.text, columns).map((one) => place(one, columns, row)) : pairOf(row, columns);
  return texts.map((text) => ({ text, ...style }));
}

/** The right side stands at the end of the last line; a long left side is wrapped before it. */
function pairOf({ left, right }: { readonly left: string; readonly right: string }, width: number): readonly string[] {
  const indent = left.length - left.trimStart().length;
  const room = width - lengthOf(right) - 1;
  if (room < 4) return [...wrap(left, width).map((line) => pad(line, width)), padStart(right, width)];
  const lines = wrap(left.trimStart(), room - indent).map((line) => " ".repeat(indent) + line);
  const last = lines.pop()!;
  return [...lines.map((line) => pad(line, width)), pad(last, width - lengthOf(right)) + right];
}

function place(line: string, width: number, { isCentred }: { readonly isCentred?: boolean }): string {
  return pad(isCentred ? " ".repeat(Math.trunc((width - lengthOf(line)) / 2)) + line : line, width);
}

/** At blanks where there are any; a word longer than the line is cut. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of tidy(text)
    .split(" ")
    .flatMap((one) => cut(one, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (lengthOf(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function cut(word: string, width: number): readonly string[] {
  const letters = [...word];
  const pieces: string[] = [];
  for (let at = 0; at < letters.length; at += width) pieces.push(letters.slice(at, at + width).join(""));
  return pieces.length > 0 ? pieces : [""];
}

/** Blanks that are none on paper, and what cannot be printed at all. */
function tidy(text: string): string {
  return text
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replace(/\p{C}/gu, "")
    .trim();
}

function plain(text: string): Line {
  return { text, isBold: false, isLarge: false };
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - lengthOf(text)));
}

function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - lengthOf(text))) + text;
}

function lengthOf(text: string): number {
  return [...text].length;
}
