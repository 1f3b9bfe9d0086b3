/** Goods of another channel's order go to the customer, or money for it is taken; either is a `collected` entry. */

import { newId } from "../../kit/ids.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { t } from "../../kit/words.ts";
import { beginOrder } from "../pay/begin.ts";
import { makeCollected } from "../pay/make_sold.ts";
import type { FoundOrder } from "../protocol.ts";
import { go, record, shift } from "../state.ts";

/** Nothing is due: it is written down, and done. */
export async function handOver(order: FoundOrder, code: string): Promise<void> {
  if (isShut()) return;
  await record("collected", makeCollected(beginOrder(order, { isHandedOver: true, code: digits(code) }, newId())));
  toast(t("{number} is handed over", { number: order.number }));
  go("sell");
}

/** What is due is taken on the ordinary screen for paying. */
export function takeMoney(order: FoundOrder, isHandedOver: boolean, code: string): void {
  if (isShut()) return;
  go("pay", { checkout: beginOrder(order, { isHandedOver, code: digits(code) }, newId()) });
}

/** What happens belongs to a shift, money or not. */
function isShut(): boolean {
  if (!shift.value) toast(t("Open the shift first."), { label: t("Open the shift"), run: () => go("shift") });
  return !shift.value;
}

function digits(code: string): string {
  return code.replace(/\D/g, "");
}
