/** The body of a `sold` entry out of a paid checkout. Pure: the same in, the same out. */

import type { Collected, Sold } from "../protocol.ts";
import { type Checkout, isPaid, roundingOf } from "./checkout.ts";

/** What the till knows beside the checkout. */
export interface Moment {
  /** `<till code>-<running number>`. */
  readonly number: string;
  readonly language: string;
  readonly knownUntil: number;
  readonly isOffline: boolean;
}

/** Throws if it is not paid, or no sale: only a bug asks for that. */
export function makeSold(checkout: Checkout, moment: Moment): Sold {
  if (checkout.payable.what !== "sale" || !isPaid(checkout)) throw new Error("only a paid sale is recorded");
  const { priced } = checkout.payable;
  const rounding = roundingOf(checkout);
  const total = priced.exactMinor + rounding;
  return {
    number: moment.number,
    currency: checkout.currency,
    language: moment.language,
    customer: priced.customer,
    lines: priced.lines,
    returned: priced.returned,
    cart: priced.cart,
    coupons: priced.coupons,
    points: priced.points,
    points_minor: priced.pointsMinor,
    discounts: priced.discounts,
    promotions: priced.promotions,
    subtotal_minor: priced.subtotalMinor,
    discount_minor: priced.discountMinor,
    tax_minor: priced.taxMinor,
    added_tax_minor: priced.addedTaxMinor,
    includes_tax: priced.includesTax,
    rounding_minor: rounding,
    total_minor: total,
    returned_minor: priced.returnedMinor,
    net_minor: total - priced.returnedMinor,
    tenders: checkout.tenders,
    given_minor: checkout.givenMinor,
    change_minor: checkout.changeMinor,
    known_until: moment.knownUntil,
    is_offline: moment.isOffline,
  };
}

/** The body of a `collected` entry: an order that was paid, handed over, or both. */
export function makeCollected(checkout: Checkout): Collected {
  if (checkout.payable.what !== "order" || !isPaid(checkout)) throw new Error("only a paid order is recorded");
  const { order, isHandedOver, code } = checkout.payable;
  return {
    order: order.id,
    number: order.number,
    is_handed_over: isHandedOver,
    code,
    currency: checkout.currency,
    tenders: checkout.tenders,
    given_minor: checkout.givenMinor,
    change_minor: checkout.changeMinor,
  };
}
