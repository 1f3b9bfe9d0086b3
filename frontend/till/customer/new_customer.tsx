/** A name and a phone; nothing else is asked at the counter, and nothing is agreed to for anybody. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Problem } from "../../kit/api.ts";
import { t } from "../../kit/words.ts";
import type { Customer } from "../protocol.ts";
import { createCustomer } from "./find_customers.ts";

const PHONE = /^[\d+][\d\s().-]{4,}$/;

/** `typed` is what was sought: a phone or a name, already half of it. */
export function NewCustomer({ typed, done }: { typed: string; done: (customer: Customer) => void }) {
  const isPhone = PHONE.test(typed.trim());
  const name = useSignal(isPhone ? "" : typed.trim());
  const phone = useSignal(isPhone ? typed.trim() : "");
  const problem = useSignal("");
  const isAsking = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function create(event: Event): Promise<void> {
    event.preventDefault();
    isAsking.value = true;
    problem.value = "";
    try {
      done(await createCustomer(name.value.trim(), phone.value.trim()));
    } catch (trouble) {
      problem.value =
        trouble instanceof Problem && !trouble.isPassing
          ? trouble.detail || t("The phone is not one. Check the digits.")
          : t("No network: a customer is written down when it is back. Sell on.");
    } finally {
      isAsking.value = false;
    }
  }
  return (
    <form class="stack" onSubmit={(event) => void create(event)}>
      <div class="field">
        <label for="customer-name">{t("Name")}</label>
        <input
          id="customer-name"
          ref={field}
          autocomplete="off"
          required
          maxLength={200}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="field">
        <label for="customer-phone">{t("Phone")}</label>
        <input
          id="customer-phone"
          type="tel"
          autocomplete="off"
          required
          value={phone.value}
          aria-invalid={problem.value ? "true" : undefined}
          aria-describedby="customer-problem"
          onInput={(event) => {
            phone.value = event.currentTarget.value;
          }}
        />
      </div>
      <p id="customer-problem" class="sell-problem" role="alert">
        {problem.value}
      </p>
      <button
        type="submit"
        class="button primary large wide"
        disabled={isAsking.value || !name.value.trim() || !phone.value.trim()}
      >
        {t("Save and sell to them")}
      </button>
      <p class="soft small">{t("Newsletters are agreed to by the customer, on their own device.")}</p>
    </form>
  );
}
