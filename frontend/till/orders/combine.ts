/** What the server found and what this till's own journal knows, as one answer. Pure. */

import type { FoundOrder, Sold } from "../protocol.ts";
import { lessReturned } from "../returns/less_returned.ts";

export interface Found {
  readonly orders: readonly FoundOrder[];
  /** There was no network: only this till's own receipts could be looked at. */
  readonly isOwnOnly: boolean;
}

/** `told` null: the server was not reached. `unsent`: receipts it has not heard of, whose returns it cannot know. */
export function combine(told: readonly FoundOrder[] | null, own: FoundOrder | null, unsent: readonly Sold[]): Found {
  if (told === null) return { orders: own ? [own] : [], isOwnOnly: true };
  const orders = told.map((order) => lessReturned(order, unsent));
  const isNew = own !== null && !orders.some((order) => order.id === own.id || order.number === own.number);
  return { orders: isNew ? [own, ...orders] : orders, isOwnOnly: false };
}
