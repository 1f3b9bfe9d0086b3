/** Units set aside for this till: asked for as the basket grows, so that nobody else is sold what lies on the counter. */

import { effect, signal } from "@preact/signals";

import type { Lease } from "../protocol.ts";
import { atServer } from "../server.ts";
import { isTraining, link, type Sale, sale } from "../state.ts";

const PAUSE_MS = 250;
const RENEW_MS = 5 * 60_000;

/** What was set aside for each article of the basket; an article that is not here was not asked for yet. */
export const leased = signal<ReadonlyMap<string, number>>(new Map());

/** Without a network the till sells from what it has: goods in the customer's hand are always sold. */
export function keepLeases(): () => void {
  let timer = 0;
  const stop = effect(() => {
    const wants = wantsOf(sale.value);
    const isAsked = link.value.state === "online" && !isTraining.value && wants.length > 0;
    window.clearTimeout(timer);
    if (isAsked) timer = window.setTimeout(() => void ask(wants), PAUSE_MS);
  });
  const renewing = window.setInterval(() => {
    if (link.value.state === "online" && !isTraining.value) void ask(wantsOf(sale.value));
  }, RENEW_MS);
  return () => {
    stop();
    window.clearTimeout(timer);
    window.clearInterval(renewing);
  };
}

export interface Want {
  readonly variant: string;
  readonly quantity: number;
}

/** Of each article in all. */
export function wantsOf({ lines }: Pick<Sale, "lines">): readonly Want[] {
  const wants = new Map<string, number>();
  for (const { article, quantity } of lines) wants.set(article.variant, (wants.get(article.variant) ?? 0) + quantity);
  return [...wants].map(([variant, quantity]) => ({ variant, quantity }));
}

async function ask(wants: readonly Want[]): Promise<void> {
  try {
    const { leases } = await atServer<{ readonly leases: readonly Lease[] }>(
      "POST",
      "leases",
      { wants },
      { seconds: 5 },
    );
    leased.value = new Map(leases.map((lease) => [lease.variant, lease.quantity]));
  } catch {
    // Not now: it is asked again with the next line, and the sale goes on.
  }
}
