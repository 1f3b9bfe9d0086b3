/** A way to pay, in the language of the screen. */

import { t } from "../../kit/words.ts";
import type { TenderMethod } from "../protocol.ts";

const WORDS: Readonly<Record<TenderMethod, () => string>> = {
  cash: () => t("Cash"),
  card: () => t("Card"),
  gift_card: () => t("Gift card"),
  store_credit: () => t("Store credit"),
  original: () => t("The way it was paid"),
};

export function methodWord(method: TenderMethod): string {
  return WORDS[method]();
}
