/** Where a receipt is read on a phone: made here without a network, and by nobody who has not seen the entry. Pure. */

import type { Entry } from "../protocol.ts";

const SECRET_LETTERS = 32;

/** "" in training, and until the settings have the address. */
export function linkOf(entry: Entry, address: string | undefined): string {
  if (!address || entry.kind !== "sold" || entry.hash === "") return "";
  const { number } = entry.body as Entry<"sold">["body"];
  return `${address}${number}/${entry.hash.slice(0, SECRET_LETTERS)}/`;
}
