/** When a cashier needs a manager at the drawer. Pure. */

import type { Limits } from "../protocol.ts";

/** Money out of the drawer beyond what a cashier may take. */
export function cashNeedsManager(amountMinor: number, { cash_out_minor }: Limits): boolean {
  return -amountMinor > cash_out_minor;
}

/** Too much in the drawer is as odd as too little. */
export function differenceNeedsManager(
  countedMinor: number,
  expectedMinor: number,
  { difference_minor }: Limits,
): boolean {
  return Math.abs(countedMinor - expectedMinor) > difference_minor;
}
