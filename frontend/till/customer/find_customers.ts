/** Customers as the server knows them, by a phone in any spelling, a name, or the code of their card. */

import { newId } from "../../kit/ids.ts";
import type { Customer } from "../protocol.ts";
import { atServer } from "../server.ts";
import { isTraining, link } from "../state.ts";

const LEAST = 2;

/** Raises Unreachable or Problem. */
export async function findCustomers(query: string): Promise<readonly Customer[]> {
  const wanted = query.trim();
  if (wanted.length < LEAST) return [];
  const { customers } = await atServer<{ readonly customers: readonly Customer[] }>(
    "GET",
    `customers?${new URLSearchParams({ q: wanted })}`,
    undefined,
    { seconds: 5 },
  );
  return customers;
}

/** The one this card is of; null if there is none, or nobody to ask. */
export async function findCustomer(card: string): Promise<Customer | null> {
  if (link.value.state === "offline") return null;
  try {
    const found = await findCustomers(card);
    return found.length === 1 ? found[0]! : null;
  } catch {
    return null;
  }
}

/** A new customer with a name and a phone; one with this phone already is answered as they are. In training nobody is written down. */
export async function createCustomer(name: string, phone: string): Promise<Customer> {
  if (isTraining.value) return invented(name, phone);
  return atServer<Customer>("POST", "customers", { name, phone }, { once: newId() });
}

function invented(name: string, phone: string): Customer {
  return {
    id: "training",
    name,
    phone,
    group: "",
    tier: "",
    tier_per_mille: 1000,
    points: 0,
    credit_minor: 0,
    is_first_order: true,
    used_promotions: [],
    notes: [],
    open_basket: null,
    orders_waiting: [],
  };
}
