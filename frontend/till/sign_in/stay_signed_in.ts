/** Who sells stays signed in over a reload of this tab, so that an update or a crash costs nobody a PIN; a closed tab signs out. */

import { effect } from "@preact/signals";
import { cashier, settings } from "../state.ts";

const NAME = "cashier";

export function staySignedIn(): void {
  const was = sessionStorage.getItem(NAME);
  cashier.value = settings.value?.cashiers.find((each) => each.id === was) ?? null;
  effect(() => {
    if (cashier.value) sessionStorage.setItem(NAME, cashier.value.id);
    else sessionStorage.removeItem(NAME);
  });
}
