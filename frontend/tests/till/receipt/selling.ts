/** A sale and a seller for papers. */

import type { Entry, Sold } from "../../../till/protocol.ts";
import type { Saying } from "../../../till/receipt/paper.ts";
import type { Seller } from "../../../till/receipt/receipt_of.ts";

export const SELLER: Seller = {
  name: "Corner Shop",
  address: "1 High Street\nLeeds",
  entity: "Corner Shop Ltd",
  taxNumber: "GB123",
  header: "",
  footer: "Thank you",
  cashier: "Ann",
  link: "",
};

export const SAY: Saying = {
  t: (text, facts = {}) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name])),
  amount: (minor) =>
    `${minor < 0 ? "-" : ""}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, "0")}`,
  moment: (at) => at.slice(0, 16).replace("T", " "),
};

export function soldLine(
  title: string,
  total: number,
  more: Partial<Sold["lines"][number]> = {},
): Sold["lines"][number] {
  return {
    id: title,
    variant: `var_${title}`,
    sku: title,
    title,
    quantity: 1,
    unit: "pcs",
    per: 1,
    unit_price_minor: total,
    price_list: "retail",
    subtotal_minor: total,
    discount_minor: 0,
    total_minor: total,
    tax_minor: 0,
    tax_rate: "0.2",
    ...more,
  };
}

export function soldEntry(body: Partial<Sold>): Entry<"sold"> {
  const nothing: Sold = {
    number: "T1-42",
    currency: "GBP",
    language: "en",
    customer: null,
    cart: null,
    lines: [],
    returned: [],
    coupons: [],
    points: 0,
    points_minor: 0,
    discounts: [],
    promotions: [],
    subtotal_minor: 0,
    discount_minor: 0,
    tax_minor: 0,
    added_tax_minor: 0,
    includes_tax: true,
    rounding_minor: 0,
    total_minor: 0,
    returned_minor: 0,
    net_minor: 0,
    tenders: [],
    given_minor: 0,
    change_minor: 0,
    known_until: 0,
    is_offline: false,
  };
  return {
    id: "e",
    sequence: 1,
    kind: "sold",
    at: "2026-11-22T10:15:00.000Z",
    cashier: "c",
    shift: "s",
    previous: "",
    hash: "",
    body: { ...nothing, ...body },
  };
}

export function tender(method: Sold["tenders"][number]["method"], amount_minor: number, reference = "") {
  return { id: method, method, amount_minor, reference };
}
