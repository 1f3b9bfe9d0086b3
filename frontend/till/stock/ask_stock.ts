/** Where an article is, asked of the server: only it knows the other shops. */

import type { StockAt } from "../protocol.ts";
import { atServer } from "../server.ts";

/** Raises Unreachable or Problem. */
export function askStock(sku: string): Promise<readonly StockAt[]> {
  return atServer("GET", `stock?sku=${encodeURIComponent(sku)}`);
}
