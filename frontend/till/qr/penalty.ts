/** How hard a QR code is to read: the least penalty wins (ISO/IEC 18004, 7.8.3). */

import type { Modules } from "./place.ts";

export function penaltyOf(modules: Modules): number {
  const columns = modules.map((_, at) => modules.map((row) => row[at]!));
  return runs(modules) + runs(columns) + blocks(modules) + finders(modules) + finders(columns) + balance(modules);
}

/** Five or more of one colour in a line. */
function runs(lines: Modules): number {
  let penalty = 0;
  for (const line of lines) {
    let length = 0;
    for (const [at, module] of line.entries()) {
      length = at > 0 && module === line[at - 1] ? length + 1 : 1;
      if (length === 5) penalty += 3;
      else if (length > 5) penalty += 1;
    }
  }
  return penalty;
}

/** Squares of two by two. */
function blocks(modules: Modules): number {
  let penalty = 0;
  for (let row = 1; row < modules.length; row += 1) {
    for (let column = 1; column < modules.length; column += 1) {
      const corner = modules[row]![column];
      const isOne =
        corner === modules[row - 1]![column] &&
        corner === modules[row]![column - 1] &&
        corner === modules[row - 1]![column - 1];
      if (isOne) penalty += 3;
    }
  }
  return penalty;
}

/** What looks like a finder pattern beside four light modules. */
function finders(lines: Modules): number {
  const looks = ["10111010000", "00001011101"];
  let penalty = 0;
  for (const line of lines) {
    const text = line.map(Number).join("");
    for (const look of looks) {
      for (let at = text.indexOf(look); at >= 0; at = text.indexOf(look, at + 1)) penalty += 40;
    }
  }
  return penalty;
}

/** How far from half of it is dark, in steps of five hundredths. */
function balance(modules: Modules): number {
  const dark = modules.reduce((all, row) => all + row.filter(Boolean).length, 0);
  const all = modules.length ** 2;
  return Math.trunc(Math.abs(dark * 20 - all * 10) / all) * 10;
}
