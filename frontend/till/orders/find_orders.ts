/** Orders as they are asked for: of the server, and of this till's own journal, which needs no network. */

import { Problem, Unreachable } from "../../kit/api.ts";
import { journal } from "../device.ts";
import type { FoundOrder } from "../protocol.ts";
import { findOwn, lastOwn, receiptsOf } from "../returns/find_own.ts";
import { atServer } from "../server.ts";
import { link, settings } from "../state.ts";
import { isOwnReceipt } from "./asked.ts";
import { combine, type Found } from "./combine.ts";

const LAST = 20;

/** Raises Problem where the server answers no; without a network what this till knows is all. */
export async function findOrders(query: string): Promise<Found> {
  const isOwn = isOwnReceipt(query, settings.value!.till.code);
  const told = isOwn && link.value.state === "offline" ? null : await askOrders(query, isOwn);
  const own = isOwn ? findOwn(await journal().after(0), query) : null;
  return combine(told, own, receiptsOf(await journal().unsent()));
}

/** What this till sold last. */
export async function lastReceipts(): Promise<Found> {
  return { orders: lastOwn(await journal().after(0), LAST), isOwnOnly: false };
}

/** A receipt of our own is found here, whatever the server says. */
async function askOrders(query: string, isOwn: boolean): Promise<readonly FoundOrder[] | null> {
  try {
    return await atServer<readonly FoundOrder[]>("GET", `orders?q=${encodeURIComponent(query)}`, undefined, {
      seconds: 5,
    });
  } catch (thrown) {
    if (thrown instanceof Unreachable || (thrown instanceof Problem && (thrown.isPassing || isOwn))) return null;
    throw thrown;
  }
}
