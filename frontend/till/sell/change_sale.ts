/** The one way the sale on the screen changes: percentages follow, and every step can be taken back. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

import { now } from "../../kit/clock.ts";
import { newId } from "../../kit/ids.ts";
import type { Article, Customer } from "../protocol.ts";
import { NO_SALE, type Sale, sale, settings } from "../state.ts";
import { followSale } from "./discounts.ts";
import * as lines from "./sale_lines.ts";

/** The line that was touched last: shown, and meant by + and −. */
export const chosen = signal<string | null>(null);
const MOST_STEPS = 100;

interface Step {
  readonly before: Sale;
  readonly chosen: string | null;
}

let steps: readonly Step[] = [];
const count = signal(0);
/** What the last step made; if the sale is another now (it was paid), there is nothing to take back. */
let made: Sale = NO_SALE;
export const canUndo: ReadonlySignal<boolean> = computed(() => count.value > 0 && sale.value === made);

export function change(next: Sale): void {
  if (next === sale.value) return;
  if (sale.value !== made) steps = [];
  steps = [...steps.slice(1 - MOST_STEPS), { before: sale.value, chosen: chosen.value }];
  show(settings.value ? followSale(next, settings.value, now()) : next);
}

export function undo(): void {
  const step = steps.at(-1);
  if (!step || sale.value !== made) return;
  steps = steps.slice(0, -1);
  chosen.value = step.chosen;
  show(step.before);
}

export function putIn(article: Article, quantity: number): void {
  const put = lines.putIn(sale.value, article, quantity, newId());
  change(put.sale);
  chosen.value = put.line;
}

export function setQuantity(line: string, quantity: number): void {
  if (quantity <= 0) takeOut(line);
  else change(lines.setQuantity(sale.value, line, quantity));
}

export function takeOut(line: string): void {
  const at = sale.value.lines.findIndex((one) => one.id === line);
  change(lines.takeOut(sale.value, line));
  if (chosen.value === line) chosen.value = (sale.value.lines[at] ?? sale.value.lines.at(-1))?.id ?? null;
}

/** Points belong to the customer they are of. */
export function setCustomer(customer: Customer | null): void {
  change({ ...sale.value, customer, points: 0 });
}

/** Nothing before now can be taken back: practice does not become true, nor the other way round. */
export function beginAnew(): void {
  steps = [];
  chosen.value = null;
  show(NO_SALE);
}

/** A new sale in place of this one: begun anew, or recalled. */
export function replace(next: Sale): void {
  change(next);
  chosen.value = next.lines.at(-1)?.id ?? null;
}

function show(next: Sale): void {
  made = next;
  sale.value = next;
  count.value = steps.length;
}
