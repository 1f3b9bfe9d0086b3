/** Where an article is, the nearest way to the customer first. Pure. */

import { compareText } from "../../quote/numbers/compare_text.ts";
import type { StockAt } from "../protocol.ts";

/** This shop, then shops that have enough, then the warehouse, then who has some, then who has none; of equals the soonest. */
export function arrange(places: readonly StockAt[], quantity: number): StockAt[] {
  const soonest = (a: StockAt, b: StockAt) =>
    compareText(a.ready_by ?? "~", b.ready_by ?? "~") || compareText(a.name, b.name);
  return [...places].sort((a, b) => rank(a, quantity) - rank(b, quantity) || soonest(a, b));
}

/** Where it would be collected if nobody says otherwise: the first shop that has enough, else here when it was brought; "" for nowhere. */
export function firstChoice(places: readonly StockAt[], quantity: number): string {
  const open = arrange(places, quantity).filter((place) => canCollectAt(place, quantity));
  return (open.find((place) => hasEnough(place, quantity)) ?? open[0])?.store ?? "";
}

/** Where the customer may be sent, or from where it may be brought: has all of it. */
export function hasEnough(place: StockAt, quantity: number): boolean {
  return place.free >= quantity;
}

/** A shop where it can be collected: not the warehouse, and known to have a day. */
export function canCollectAt(place: StockAt, quantity: number): boolean {
  return !place.is_warehouse && place.ready_by !== null && (hasEnough(place, quantity) || place.is_here);
}

function rank(place: StockAt, quantity: number): number {
  if (place.is_here) return 0;
  if (!hasEnough(place, quantity)) return place.free > 0 ? 3 : 4;
  return place.is_warehouse ? 2 : 1;
}
