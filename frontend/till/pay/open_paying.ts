/** When the till opens: papers that wait, card payments that were under way, and the customer's display. */

import { effect } from "@preact/signals";
import type { Journal } from "../../kit/journal.ts";
import type { Kept } from "../../kit/kept.ts";
import { showToCustomer } from "../display/show_to_customer.ts";
import { openPrinter } from "../printer/printer.ts";
import type { Entry } from "../protocol.ts";
import { cashier, go, screen } from "../state.ts";
import { interrupted, readIntents } from "../terminal/payments.ts";

let isOpen = false;

/** Of this device; again when it was enrolled anew. */
export async function openPaying(kept: Kept, journal: Journal<Entry>): Promise<void> {
  await openPrinter(kept);
  await readIntents(kept, journal);
  if (isOpen) return;
  isOpen = true;
  showToCustomer();
  effect(() => {
    // Money may have been taken: whoever signs in next sees to it first.
    if (cashier.value && interrupted.value && screen.value.name === "sell") go("pay");
  });
}
