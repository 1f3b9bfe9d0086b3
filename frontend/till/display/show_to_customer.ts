/** Tells the customer's display, a second window of this till, whenever something changes. */

import { effect } from "@preact/signals";
import { language } from "../../kit/words.ts";
import { checkout } from "../pay/paying.ts";
import type { Entry } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { quoted, sale, screen, settings } from "../state.ts";
import { CHANNEL } from "./channel.ts";
import { type Told, toldOf } from "./told.ts";

export function showToCustomer(): void {
  const channel = new BroadcastChannel(CHANNEL);
  let latest: Told | null = null;
  effect(() => {
    const known = settings.value;
    if (!known) return;
    latest = toldOf({
      shop: known.store.name,
      currency: known.currency,
      language: language.value,
      screen: screen.value.name,
      sale: sale.value,
      quote: quoted.value,
      checkout: checkout.value,
      entry: (screen.value.facts["entry"] as Entry | undefined) ?? null,
      quantityOf: ({ article, quantity }) => quantityOf({ quantity, unit: article.unit, per: article.per }),
    });
    channel.postMessage(latest);
  });
  // A display that is opened later asks what there is.
  channel.onmessage = ({ data }) => {
    if (data === "hello" && latest) channel.postMessage(latest);
  };
}
