/** What the customer wants that is not here, as it is filled in, and the order made of it. Pure. */

import type { Customer, WantedOrder } from "../protocol.ts";

export interface Wish {
  readonly variant: string;
  readonly quantity: number;
  readonly method: "pickup" | "delivery";
  readonly store: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly city: string;
  readonly line1: string;
  readonly postcode: string;
}

export type Field = "store" | "phone" | "city" | "line1";

/** A customer who is known need not say who they are. */
export function beginWish(variant: string, quantity: number, store: string, customer: Customer | null): Wish {
  return {
    variant,
    quantity,
    method: "pickup",
    store,
    name: customer?.name ?? "",
    phone: customer?.phone ?? "",
    email: "",
    city: "",
    line1: "",
    postcode: "",
  };
}

/** What still has to be said, in the order of the form. */
export function missing(wish: Wish, customer: Customer | null): readonly Field[] {
  const isReachable = customer !== null || hasDigits(wish.phone, 6) || /^\S+@\S+$/.test(wish.email.trim());
  return [
    ...(wish.method === "pickup" && !wish.store ? (["store"] as const) : []),
    ...(isReachable ? [] : (["phone"] as const)),
    ...(wish.method === "delivery" && !wish.city.trim() ? (["city"] as const) : []),
    ...(wish.method === "delivery" && !wish.line1.trim() ? (["line1"] as const) : []),
  ];
}

export function wantedOrder(wish: Wish, customer: Customer | null, country: string, language: string): WantedOrder {
  return {
    lines: [{ variant: wish.variant, quantity: wish.quantity }],
    customer: customer?.id ?? null,
    contact: { name: wish.name.trim(), phone: wish.phone.trim(), email: wish.email.trim() },
    delivery: deliveryOf(wish, country),
    language,
  };
}

function deliveryOf(wish: Wish, country: string): WantedOrder["delivery"] {
  if (wish.method === "pickup") return { method: "pickup", store: wish.store };
  const address = { country, city: wish.city.trim(), line1: wish.line1.trim(), postcode: wish.postcode.trim() };
  return { method: "delivery", address };
}

function hasDigits(text: string, least: number): boolean {
  return text.replace(/\D/g, "").length >= least;
}
