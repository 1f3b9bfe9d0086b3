/** Money goes back, on a receipt of its own: what needs no terminal is written down at once. */

import { newId } from "../../kit/ids.ts";
import { language } from "../../kit/words.ts";
import { progress } from "../catalogue/catalogue_client.ts";
import { isPaid } from "../pay/checkout.ts";
import { makeSold } from "../pay/make_sold.ts";
import type { ReturnedLine } from "../protocol.ts";
import { go, link, record, settings } from "../state.ts";
import type { Means } from "./means.ts";
import { beginRefund } from "./refund.ts";

/** `customer`: whose credit it becomes. A card's money is given back by its terminal, on the screen for paying. */
export async function giveBack(
  returned: readonly ReturnedLine[],
  means: Means,
  customer: string | null,
): Promise<void> {
  const { currency, cash_rounding_minor: coin } = settings.value!;
  const { checkout } = beginRefund(returned, means, { id: newId(), currency, coin, customer, newId });
  if (!isPaid(checkout)) return go("pay", { checkout });
  const isOffline = link.value.state !== "online";
  const moment = { number: "", language: language.value, knownUntil: progress.value.position, isOffline };
  go("done", { entry: await record("sold", makeSold(checkout, moment)) });
}
