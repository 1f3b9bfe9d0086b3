/** The journal of the shift that is open. */

import { journal } from "../device.ts";
import type { Entry } from "../protocol.ts";

export async function entriesOfShift(shift: string): Promise<readonly Entry[]> {
  const opening = await journal().latest((entry) => entry.id === shift);
  const since = await journal().after(opening ? opening.sequence - 1 : 0);
  return since.filter((entry) => entry.shift === shift);
}
