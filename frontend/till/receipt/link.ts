/** Where a receipt is read on a phone: made here without a network, and by nobody who has not seen the entry. Pure. */

import type { Entry } from "../protocol.ts";
import { MOST_BYTES } from "../qr/make_qr.ts";

const SECRET_LETTERS = 32;

/** "" in training, until the settings have the address, and where it is so long that no code holds the link. */
export function linkOf(entry: Entry, address: string | undefined): string {
  if (!address || entry.kind !== "sold" || entry.hash === "") return "";
  const { number } = entry.body as Entry<"sold">["body"];
  const link = `${address}${number}/${entry.hash.slice(0, SECRET_LETTERS)}/`;
  return new TextEncoder().encode(link).length <= MOST_BYTES ? link : "";
}
