/** What is printed, as text: the one model behind a thermal printer, the browser's print and the screen. */

export type Row =
  | {
      readonly row: "text";
      readonly text: string;
      readonly isCentred?: boolean;
      readonly isBold?: boolean;
      /** Twice as high. */
      readonly isLarge?: boolean;
    }
  | {
      readonly row: "pair";
      readonly left: string;
      readonly right: string;
      readonly isBold?: boolean;
      readonly isLarge?: boolean;
    }
  | { readonly row: "rule" }
  | { readonly row: "space" }
  /** Bars of Code 128: ASCII only. */
  | { readonly row: "bars"; readonly text: string }
  | { readonly row: "qr"; readonly text: string };

export type Paper = readonly Row[];

/** How the shop speaks on paper: the words and amounts of one language. */
export interface Saying {
  t(text: string, facts?: Readonly<Record<string, string | number>>): string;
  /** Without the currency: "1 234,50". */
  amount(minor: number): string;
  /** Date and time where the shop is. */
  moment(at: string): string;
}

export const RULE: Row = { row: "rule" };
export const SPACE: Row = { row: "space" };

export function text(words: string): Row {
  return { row: "text", text: words };
}

export function centred(words: string): Row {
  return { row: "text", text: words, isCentred: true };
}

export function heading(words: string): Row {
  return { row: "text", text: words, isCentred: true, isBold: true, isLarge: true };
}

export function pair(left: string, right: string): Row {
  return { row: "pair", left, right };
}

export function sum(left: string, right: string): Row {
  return { row: "pair", left, right, isBold: true, isLarge: true };
}

/** Lines of a text a shop has written; an empty one none. */
export function written(words: string): readonly Row[] {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(centred);
}
