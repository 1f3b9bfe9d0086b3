/** A discount as it is typed: "12.5" percent, or "3,50" of the currency. Pure. */

import type { WantedDiscount } from "./discounts.ts";

/** Null for what is none: nothing, more than everything, or more places than there are. */
export function readSize(typed: string, isPercent: boolean, currency: string): WantedDiscount["size"] | null {
  const minor = readDecimal(typed, isPercent ? 2 : placesOf(currency));
  if (minor === null || minor === 0 || minor > (isPercent ? 10_000 : 10 ** 12)) return null;
  return isPercent ? { basisPoints: minor } : { amountMinor: minor };
}

function readDecimal(typed: string, places: number): number | null {
  const [, whole, rest = ""] = /^(\d{1,10})(?:[.,](\d*))?$/.exec(typed.trim()) ?? [];
  if (whole === undefined || rest.length > places) return null;
  return Number(whole) * 10 ** places + Number(rest.padEnd(places, "0") || 0);
}

function placesOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
