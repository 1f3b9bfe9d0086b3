/** A shared basket, asked for by its six digits or by the link its QR says. Pure. */

import { isSixDigits } from "../orders/asked.ts";
import type { WantedBasket } from "../protocol.ts";

/** Null: that is neither. */
export function wantedBasket(typed: string): WantedBasket | null {
  const text = typed.trim();
  if (isSixDigits(text)) return { code: text.replace(/\D/g, "") };
  return /^https?:\/\/\S+\/basket\/open\/[\w:%-]+\/?$/.test(text) ? { link: text } : null;
}
