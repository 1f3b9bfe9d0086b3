/** From the basket to the money: what a cashier may not take off alone is allowed by a manager first. */

import { now } from "../../kit/clock.ts";
import { go, quoted, sale, settings } from "../state.ts";
import { approve } from "./approve.ts";
import { change } from "./change_sale.ts";
import { approveAll, needsManager } from "./discounts.ts";
import { close } from "./side.ts";

export async function goPay(): Promise<void> {
  const { lines, returned } = sale.value;
  const known = settings.value;
  if (!known || lines.length + returned.length === 0) return;
  if (quoted.value && "refused" in quoted.value) return;
  if (needsManager(sale.value, known, now())) {
    const manager = await approve("discount", { reason: sale.value.discounts.map((one) => one.reason).join(", ") });
    if (manager === null) return;
    change(approveAll(sale.value, manager));
  }
  close();
  go("pay");
}
