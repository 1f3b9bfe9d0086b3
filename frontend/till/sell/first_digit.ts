/** A digit typed over the basket opens the keypad of the line, and is its first. */

import { signal } from "@preact/signals";

export const firstDigit = signal("");
