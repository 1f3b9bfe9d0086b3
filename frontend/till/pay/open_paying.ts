/** When the till opens: papers that wait, card payments that were under way, and the customer's display. */

import { effect } from "@preact/signals";
import { showToCustomer } from "../display/show_to_customer.ts";
import { openPrinter } from "../printer/printer.ts";
import { cashier, go, screen } from "../state.ts";
import { interrupted, readIntents } from "../terminal/payments.ts";

export async function openPaying(): Promise<void> {
  await openPrinter();
  await readIntents();
  showToCustomer();
  effect(() => {
    // Money may have been taken: whoever signs in next sees to it first.
    if (cashier.value && interrupted.value && screen.value.name === "sell") go("pay");
  });
}
