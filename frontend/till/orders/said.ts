/** How an order's state, channel and payments are said at the counter. */

import { t } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";

const CHANNELS: Readonly<Record<string, () => string>> = {
  web: () => t("Web"),
  till: () => t("Till"),
  phone: () => t("Phone"),
  marketplace: () => t("Marketplace"),
};

/** A channel with a name of its own is called by it. */
export function channelWord(channel: string): string {
  return CHANNELS[channel]?.() ?? channel;
}

type Look = "good" | "warn" | "bad" | "note" | "";

export function statusLook(order: FoundOrder): { readonly word: string; readonly look: Look } {
  if (order.status === "cancelled") return { word: t("Cancelled"), look: "bad" };
  if (order.status === "fulfilled" || order.status === "closed") return { word: t("Handed over"), look: "" };
  if (order.can_collect) return { word: t("Ready"), look: "good" };
  return { word: t("In the works"), look: "warn" };
}

const TENDERS: Readonly<Record<string, () => string>> = {
  cash: () => t("Cash"),
  card: () => t("Card"),
  gift_card: () => t("Gift card"),
  store_credit: () => t("Store credit"),
  on_account: () => t("On account"),
};

export function paymentWord({ tender, method }: Pick<FoundOrder["payments"][number], "method" | "tender">): string {
  return (TENDERS[tender] ?? TENDERS[method] ?? (() => t("Paid online")))();
}
