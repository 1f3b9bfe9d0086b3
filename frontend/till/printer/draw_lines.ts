/** Letters as dots, drawn by the browser: every letter it can show, a printer can print. */

import type { Line } from "../receipt/lay_out.ts";
import type { Picture } from "./esc_pos.ts";

/** 12 × 28 dots a letter: 48 of them on the 576 dots of 80 mm paper. */
const ACROSS = 12;
const DOWN = 28;
const FACE = '"DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono", "Courier New", monospace';

export function drawLines(lines: readonly Line[]): Picture {
  const width = Math.max(...lines.map((line) => [...line.text].length)) * ACROSS;
  const rows = lines.reduce((all, line) => all + heightOf(line), 0);
  const context = new OffscreenCanvas(width, rows).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser cannot draw");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, rows);
  context.fillStyle = "#000";
  context.textBaseline = "middle";
  context.textAlign = "center";
  let top = 0;
  for (const line of lines) {
    drawLine(context, line, top);
    top += heightOf(line);
  }
  return toBits(context.getImageData(0, 0, width, rows));
}

/** Letter by letter, each in its own cell: columns stay columns whatever face the browser finds. */
function drawLine(context: OffscreenCanvasRenderingContext2D, line: Line, top: number): void {
  const times = line.isLarge ? 2 : 1;
  context.font = `${line.isBold ? "bold " : ""}20px ${FACE}`;
  context.setTransform(1, 0, 0, times, 0, top + (DOWN * times) / 2);
  for (const [at, letter] of [...line.text].entries()) {
    if (letter !== " ") context.fillText(letter, (at + 0.5) * ACROSS, 0);
  }
}

function toBits({ width, height, data }: ImageData): Picture {
  const bytesAcross = Math.ceil(width / 8);
  const bits = new Uint8Array(bytesAcross * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (data[(y * width + x) * 4]! < 144) bits[y * bytesAcross + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return { bytesAcross, rows: height, bits };
}

function heightOf(line: Line): number {
  return line.isLarge ? DOWN * 2 : DOWN;
}
