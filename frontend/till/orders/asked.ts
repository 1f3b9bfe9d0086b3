/** What was typed or scanned to find an order. Pure. */

const LINK = /^https?:\/\/\S+\/(?:orders?|receipts?)\/([^/?#\s]+)(?:\/[0-9a-f]{32})?\/?(?:[?#].*)?$/;
const OWN = /^([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)-(\d+)$/u;

/** What is asked of the server: a link becomes the number in it, all kinds of blanks one, a code read out in groups one word. */
export function asked(typed: string): string {
  const text = typed.replace(/\s+/g, " ").trim();
  const number = LINK.exec(text)?.[1];
  if (number) return decodeURIComponent(number);
  return isSixDigits(text) ? text.replaceAll(" ", "") : text;
}

export function isSixDigits(text: string): boolean {
  return /^\d{3}[ -]?\d{3}$/.test(text.trim());
}

/** A receipt of this very till, so that its own journal is asked too. */
export function isOwnReceipt(query: string, tillCode: string): boolean {
  return OWN.exec(query)?.[1]?.toUpperCase() === tillCode.toUpperCase();
}

/** It looks like the number of a receipt or an order: letters, a dash, digits; a code of goods may look so too. */
export function isNumber(query: string): boolean {
  return OWN.test(query);
}

/** One letter finds half the shop: names and numbers from two signs on. */
export function isEnough(query: string): boolean {
  return query.length >= 2;
}
