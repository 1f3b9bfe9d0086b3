/** Who buys: found by phone or name as one types, by the card's QR on a scan, or written down anew. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Unreachable } from "../../kit/api.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import type { Customer } from "../protocol.ts";
import { setCustomer } from "../sell/change_sale.ts";
import { Panel } from "../sell/panel.tsx";
import { close } from "../sell/side.ts";
import { sale } from "../state.ts";
import { CustomerCard } from "./customer_card.tsx";
import { findCustomers } from "./find_customers.ts";
import { NewCustomer } from "./new_customer.tsx";
import "./customer.css";

const PAUSE_MS = 200;

export function CustomerPanel() {
  const { customer } = sale.value;
  return <Panel title={t("Customer")}>{customer ? <CustomerCard customer={customer} /> : <FindCustomer />}</Panel>;
}

interface Found {
  readonly customers: readonly Customer[];
  readonly problem: string;
}

const NONE: Found = { customers: [], problem: "" };

function FindCustomer() {
  const typed = useSignal("");
  const found = useSignal<Found | null>(null);
  const isNew = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = typed.value.trim().length > 1 ? await look(typed.value) : null;
      if (isCurrent) found.value = answer;
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed.value]);
  if (isNew.value) return <NewCustomer typed={typed.value} done={choose} />;
  const first = found.value?.customers[0];
  return (
    <>
      <div class="field">
        <label for="customer-search">{t("Phone, name, or scan the card")}</label>
        <input
          id="customer-search"
          ref={field}
          type="search"
          autocomplete="off"
          inputMode="tel"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && first) choose(first);
            if (event.key === "Escape") close();
          }}
        />
      </div>
      {found.value?.problem && (
        <p class="notice warn" role="status">
          {found.value.problem}
        </p>
      )}
      <ul class="customers" aria-label={t("Found")}>
        {found.value?.customers.map((customer) => (
          <li key={customer.id}>
            <button type="button" class="button customer-found" onClick={() => choose(customer)}>
              <Icon name="person" />
              <span class="grow">
                <strong>{customer.name || t("Without a name")}</strong>
                <span class="soft small">{customer.phone}</span>
              </span>
              {customer.tier && <span class="badge note">{customer.tier}</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.value && !found.value.problem && found.value.customers.length === 0 && (
        <p class="soft" role="status">
          {t("Nobody with this phone or name yet.")}
        </p>
      )}
      <button type="button" class="button wide" onClick={() => (isNew.value = true)}>
        <Icon name="plus" /> {t("New customer")}
      </button>
    </>
  );
}

/** Chosen: their prices, offers and points count. What a seller should know stays in sight. */
function choose(customer: Customer): void {
  setCustomer(customer);
  const isQuiet = customer.notes.length + customer.orders_waiting.length === 0 && customer.open_basket === null;
  if (isQuiet) close();
}

async function look(typed: string): Promise<Found> {
  try {
    return { ...NONE, customers: await findCustomers(typed) };
  } catch (trouble) {
    const problem =
      trouble instanceof Unreachable
        ? t("No network: customers are found when it is back. Sell on; points can be booked later in the office.")
        : t("The server could not answer. Try again.");
    return { ...NONE, problem };
  }
}
