/** An amount as it is typed in a field, and back. Pure. */

import { minorDigits } from "../../kit/minor_digits.ts";

/** "12,5" is 1250; null where it is none, or has more places than the currency. */
export function readMinor(typed: string, currency: string): number | null {
  const places = minorDigits(currency);
  const [, whole, fraction = ""] = /^(\d{1,10})(?:[.,](\d{0,3}))?$/.exec(typed.replace(/\s/g, "")) ?? [];
  if (whole === undefined || fraction.length > places) return null;
  return Number(whole + fraction.padEnd(places, "0"));
}

export function writeMinor(minor: number, currency: string): string {
  const places = minorDigits(currency);
  if (places === 0) return String(minor);
  const digits = String(minor).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
