/** A receipt that only takes goods back, paid out by the chosen means. Pure. */

import { beginSale } from "../pay/begin.ts";
import { type Checkout, takeCash, takeTender } from "../pay/checkout.ts";
import { freezePrice } from "../pay/priced.ts";
import type { ReturnedLine, Tender } from "../protocol.ts";
import type { Means } from "./means.ts";

export interface Refund {
  readonly checkout: Checkout;
  /** What waits for the terminal, and the cash after it: card money is not put down before the terminal has answered. */
  readonly waiting: readonly Tender[];
}

export interface Refunding {
  readonly id: string;
  readonly currency: string;
  readonly coin: number;
  /** Whose credit it becomes, and in whose history it stands. */
  readonly customer: string | null;
  readonly newId: () => string;
}

export function beginRefund(returned: readonly ReturnedLine[], means: Means, refunding: Refunding): Refund {
  const { id, currency, coin, customer, newId } = refunding;
  const who = customer === null ? null : { id: customer };
  const sale = { lines: [], returned, customer: who, cart: null, coupons: [], discounts: [] };
  const begun = beginSale(freezePrice(sale, null), { id, currency, coin });
  const tenders = means.tenders.map((back): Tender => ({ id: newId(), ...back }));
  const onCard = tenders.filter((tender) => tender.method === "card");
  const inCash = onCard.length > 0 ? tenders.filter((tender) => tender.method === "cash") : [];
  const waiting = [...onCard, ...inCash];
  return { checkout: tenders.filter((tender) => !waiting.includes(tender)).reduce(putDown, begun), waiting };
}

/** Cash is all that is left, so it goes last: it alone is rounded to the coin. */
export function putDown(checkout: Checkout, tender: Tender): Checkout {
  return tender.method === "cash" ? takeCash(checkout, 0, tender.id) : takeTender(checkout, tender);
}
