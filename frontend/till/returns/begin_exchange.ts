/** What comes back is put beside what will be taken: one receipt, one net amount. */

import type { ReturnedLine } from "../protocol.ts";
import { change } from "../sell/change_sale.ts";
import { go, sale } from "../state.ts";

/** The sale on the counter goes on with the goods that came back; of lines said twice the newer counts. */
export function beginExchange(returned: readonly ReturnedLine[]): void {
  change({ ...sale.value, returned: [...withoutLines(sale.value.returned, returned), ...returned] });
  go("sell");
}

function withoutLines(before: readonly ReturnedLine[], now: readonly ReturnedLine[]): readonly ReturnedLine[] {
  const lines = new Set(now.map((line) => line.order_line));
  return before.filter((line) => line.order_line === null || !lines.has(line.order_line));
}
