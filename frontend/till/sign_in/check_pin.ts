/** Whether a PIN is this cashier's: checked here, so that it works without a network. */

import type { Cashier } from "../protocol.ts";

const BITS = 256;

/** PBKDF2-SHA256, as the server made it: `pin` and `salt` are base64. */
export async function isPinOf({ pin, salt, iterations }: Cashier, typed: string): Promise<boolean> {
  if (!pin) return false;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(typed), "PBKDF2", false, ["deriveBits"]);
  const derived = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations },
    key,
    BITS,
  );
  return btoa(String.fromCharCode(...new Uint8Array(derived))) === pin;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
