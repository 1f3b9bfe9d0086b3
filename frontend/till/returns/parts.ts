/** Where money goes that goes back the way it was paid: each part, in words. Pure. */

import type { FoundOrder } from "../protocol.ts";
import type { Means } from "./means.ts";

type Paid = FoundOrder["payments"][number];

export interface Part {
  readonly paid: Pick<Paid, "method" | "tender">;
  /** Above zero. */
  readonly amount_minor: number;
}

/** Nothing where all goes one way: the button says it. */
export function partsOf({ tenders }: Means, payments: readonly Paid[]): readonly Part[] {
  if (tenders.length < 2) return [];
  return tenders.map(({ method, amount_minor, reference }) => ({
    paid: payments.find(({ id }) => id === reference) ?? { method, tender: method },
    amount_minor: -amount_minor,
  }));
}
