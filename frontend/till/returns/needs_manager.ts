/** When a cashier may not take goods back alone. Pure: the limits come with the settings, the moment from the clock. */

import type { Limits } from "../protocol.ts";

export type Why = "amount" | "days" | "no_receipt";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Asked {
  readonly amount_minor: number;
  /** When the goods were bought; null: there is no receipt. */
  readonly placed_at: string | null;
  readonly limits: Limits;
  readonly now: Date;
}

/** Every reason to ask, the weightiest first; none: the cashier may. A limit is still within it. */
export function needsManager({ amount_minor, placed_at, limits, now }: Asked): readonly Why[] {
  if (placed_at === null) return amount_minor > limits.return_without_receipt_minor ? ["no_receipt"] : [];
  return [
    ...(isLate(placed_at, limits.return_days, now) ? (["days"] as const) : []),
    ...(amount_minor > limits.return_minor ? (["amount"] as const) : []),
  ];
}

/** Whole days of 24 hours, so that a till and a receipt in different time zones judge alike. */
export function isLate(placedAt: string, days: number, now: Date): boolean {
  return now.getTime() - Date.parse(placedAt) > days * DAY_MS;
}
