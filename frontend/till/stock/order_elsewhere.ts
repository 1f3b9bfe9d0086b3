/** An ordinary order, made at the till for goods that lie elsewhere. */

import type { FoundOrder, WantedOrder } from "../protocol.ts";
import { atServer } from "../server.ts";

/** The same `once` again is the same order. Raises Unreachable or Problem (no stock, no such customer …). */
export function orderElsewhere(wanted: WantedOrder, once: string): Promise<FoundOrder> {
  return atServer("POST", "orders", wanted, { once });
}
