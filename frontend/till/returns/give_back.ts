/** Money goes back, on a receipt of its own; the sale that was begun on the counter stays as it is. */

import { newId } from "../../kit/ids.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { money, t } from "../../kit/words.ts";
import { isPaid, isTouched } from "../pay/checkout.ts";
import { beginPaying, checkout, finish, payCard, payCash } from "../pay/paying.ts";
import type { ReturnedLine } from "../protocol.ts";
import { go, NO_SALE, sale, settings } from "../state.ts";
import { hasTerminal } from "../terminal/payments.ts";
import { amountOf } from "./choice.ts";
import type { Means } from "./means.ts";
import { beginRefund } from "./refund.ts";

/** `customer`: whose credit it becomes. A card's money is given back by its terminal, shown on the screen for paying. */
export async function giveBack(
  returned: readonly ReturnedLine[],
  means: Means,
  customer: string | null,
): Promise<void> {
  if (checkout.value && isTouched(checkout.value)) return go("pay"); // somebody else's money lies on the counter
  const { currency, cash_rounding_minor: coin } = settings.value!;
  const begun = sale.value;
  const refund = beginRefund(returned, means, { id: newId(), currency, coin, customer, newId });
  beginPaying(refund.checkout);
  if (isPaid(refund.checkout)) await finish();
  else if (hasTerminal()) await byTerminal(refund.waiting);
  else go("pay", { checkout: refund.checkout });
  if (checkout.value !== null || begun === NO_SALE) return;
  toast(t("{amount} went back", { amount: money(amountOf(returned), currency) }));
}

/** What the terminal refuses is left on the screen for paying: there it is tried again, or goes back in another way. */
async function byTerminal(waiting: ReturnType<typeof beginRefund>["waiting"]): Promise<void> {
  go("pay", { checkout: checkout.value });
  for (const { method, amount_minor } of waiting) {
    const before = checkout.value;
    await (method === "card" ? payCard(amount_minor) : payCash(0));
    if (checkout.value === before) return;
  }
}
