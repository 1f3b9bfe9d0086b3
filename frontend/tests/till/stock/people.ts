/** Somebody the shop knows. */

import type { Customer } from "../../../till/protocol.ts";

export const ANNA: Customer = {
  id: "anna",
  name: "Anna",
  phone: "+381641234567",
  group: "",
  tier: "",
  tier_per_mille: 1000,
  points: 0,
  credit_minor: 0,
  is_first_order: false,
  used_promotions: [],
  notes: [],
  open_basket: null,
  orders_waiting: [],
};
