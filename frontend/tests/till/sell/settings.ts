/** Settings of a till, as the server would send them. */

import type { Customer, Settings } from "../../../till/protocol.ts";

export const SETTINGS: Settings = {
  till: { id: "till-1", code: "T1", name: "First till" },
  store: {
    id: "store-1",
    code: "main",
    name: "Main street",
    address: "Main street 1",
    timezone: "Asia/Almaty",
    country: "KZ",
    entity: "Duken",
    tax_number: "1",
  },
  channel: "till",
  currency: "KZT",
  languages: ["ru", "kk"],
  cash_rounding_minor: 100,
  denominations: [2_000_000, 1_000_000, 500_000],
  favourites: [],
  cashiers: [],
  limits: {
    discount_basis_points: 1000,
    return_minor: 1_000_000,
    cash_out_minor: 1_000_000,
    difference_minor: 10_000,
    return_without_receipt_minor: 100_000,
    return_days: 14,
  },
  reasons: { discount: ["Damaged"], return: ["Unwanted"], cash: ["Bank"], drawer: ["Change"] },
  promotions: [],
  coupons: {},
  programme: { name: "Points", value_minor: 100, least: 1, most_basis_points: 5000, points: 1, per_minor: 10_000 },
  points_escrow: 0,
  receipt: { header: "", footer: "", width: 42 },
  printer: "",
  terminal: "",
  patterns: ["20IIIIIWWWWWC", "23IIIIIPPPPPC"],
  version: "1",
};

export const ANNA: Customer = {
  id: "customer-1",
  name: "Anna",
  phone: "+77010000001",
  group: "",
  tier: "gold",
  tier_per_mille: 2000,
  points: 500,
  credit_minor: 0,
  is_first_order: false,
  used_promotions: [],
  notes: [],
  open_basket: null,
  orders_waiting: [],
};

/** A Sunday, 12:00 in Almaty. */
export const NOON: Date = new Date("2026-11-22T07:00:00Z");
