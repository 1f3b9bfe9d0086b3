/** What may be done with an order that was found. Pure. */

import type { FoundOrder } from "../protocol.ts";

export interface NextStep {
  /** The goods go to the customer now. */
  readonly canHandOver: boolean;
  /** Something is to be paid, and may be paid here. */
  readonly canPay: boolean;
  readonly canReturn: boolean;
  /** Why nothing is handed over, as the server says it; "" where it is. */
  readonly whyNot: string;
}

const OVER = ["cancelled", "fulfilled", "closed"];

export function nextStep(order: FoundOrder): NextStep {
  return {
    canHandOver: order.can_collect,
    canPay: order.due_minor > 0 && !OVER.includes(order.status),
    canReturn: order.lines.some((line) => line.returnable > 0),
    whyNot: order.can_collect || order.status === "fulfilled" || order.status === "closed" ? "" : order.why_not,
  };
}
