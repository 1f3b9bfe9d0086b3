/** Asks a manager where a cashier may not take back alone. */

import { t } from "../../kit/words.ts";
import { approve } from "../sell/approve.ts";
import { type Asked, needsManager, type Why } from "./needs_manager.ts";

export const WHY_WORDS: Readonly<Record<Why, () => string>> = {
  amount: () => t("It is more than a cashier may give back."),
  days: () => t("The days for returns are over."),
  no_receipt: () => t("Without a receipt it is more than a cashier may give back."),
};

/** Null: the cashier may alone; a manager's id: they said yes; false: nobody did. */
export async function allowed(asked: Asked): Promise<string | null | false> {
  const why = needsManager(asked);
  if (why.length === 0) return null;
  return (await approve("return", { why, amount_minor: asked.amount_minor })) ?? false;
}
