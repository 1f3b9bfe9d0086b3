/** Sales set aside on this till, to go on with later. They outlive a restart; in training they do not. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

import { now } from "../../kit/clock.ts";
import { newId } from "../../kit/ids.ts";
import { articlesByVariant } from "../catalogue/catalogue_client.ts";
import { keptHere } from "../device.ts";
import { cashier, isTraining, NO_SALE, type Sale, sale } from "../state.ts";
import { replace } from "./change_sale.ts";
import { isEmpty, renewArticles } from "./sale_lines.ts";

export interface Parked {
  readonly id: string;
  readonly at: string;
  readonly cashier: string;
  readonly sale: Sale;
  readonly isTraining: boolean;
}

const NAME = "parked";
const all = signal<readonly Parked[]>([]);
/** The oldest first; of practice in training, of customers else. */
export const parked: ReadonlySignal<readonly Parked[]> = computed(() =>
  all.value.filter((one) => one.isTraining === isTraining.value),
);

export async function readParked(): Promise<void> {
  const practised = all.value.filter((one) => one.isTraining);
  all.value = [...((await keptHere().get<readonly Parked[]>(NAME)) ?? []), ...practised];
}

/** Sets the sale on the screen aside; the next customer is served. */
export async function park(): Promise<void> {
  if (isEmpty(sale.value)) return;
  const { name } = cashier.value ?? { name: "" };
  const one = { id: newId(), at: now().toISOString(), cashier: name, sale: sale.value, isTraining: isTraining.value };
  await keep([...all.value, one]);
  replace(NO_SALE);
}

/** Goes on with it at today's prices; what is on the screen is set aside in its place. */
export async function recall({ id, sale: aside }: Parked): Promise<void> {
  const articles = await articlesByVariant(aside.lines.map((line) => line.article.variant));
  await park();
  replace(renewArticles(aside, articles));
  await keep(all.value.filter((one) => one.id !== id));
}

export function drop({ id }: Parked): Promise<void> {
  return keep(all.value.filter((one) => one.id !== id));
}

/** What was practised is over. */
export function forgetPractice(): void {
  all.value = all.value.filter((one) => !one.isTraining);
}

/** Practice is never written down. */
async function keep(parked: readonly Parked[]): Promise<void> {
  all.value = parked;
  await keptHere().put(
    NAME,
    parked.filter((one) => !one.isTraining),
  );
}
