/** The sale on the screen outlives a reload and a crash, until it is written down: then it is gone in the same moment. */

import { effect } from "@preact/signals";
import type { Journal } from "../kit/journal.ts";
import type { Entry } from "./protocol.ts";
import { isTraining, NO_SALE, type Sale, sale } from "./state.ts";

let stop = () => {};

/** Brings back what was being sold, and keeps every change from now on. Practice is not kept. */
export async function keepSale(journal: Journal<Entry>): Promise<void> {
  stop();
  sale.value = (await journal.draft<Sale>()) ?? NO_SALE;
  let known = sale.value;
  stop = effect(() => {
    if (isTraining.value || sale.value === known) return;
    known = sale.value;
    void journal.keepDraft(isNothing(known) ? null : known);
  });
}

function isNothing({ lines, returned, customer }: Sale): boolean {
  return lines.length === 0 && returned.length === 0 && customer === null;
}
