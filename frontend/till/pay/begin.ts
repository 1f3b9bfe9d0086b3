/** Where paying begins. */

import type { FoundOrder } from "../protocol.ts";
import type { Checkout, Payable } from "./checkout.ts";
import type { Priced } from "./priced.ts";

interface Beginning {
  readonly id: string;
  readonly currency: string;
  readonly coin: number;
}

/** Of what is sold less what came back. */
export function beginSale(priced: Priced, beginning: Beginning): Checkout {
  return begin({ what: "sale", priced }, priced.exactMinor - priced.returnedMinor, beginning);
}

/** An order is paid to the minor unit: its total was agreed elsewhere, and is not rounded here. */
export function beginOrder(
  order: FoundOrder,
  handing: { readonly isHandedOver: boolean; readonly code: string },
  id: string,
): Checkout {
  const payable: Payable = { what: "order", order, ...handing };
  return begin(payable, order.due_minor, { id, currency: order.currency, coin: 1 });
}

function begin(payable: Payable, exactMinor: number, { id, currency, coin }: Beginning): Checkout {
  return { id, payable, currency, exactMinor, coin, tenders: [], givenMinor: 0, changeMinor: 0 };
}
