/** Why a basket has no price, and what to do about it. */

import { t } from "../../kit/words.ts";
import type { Refused } from "../../quote/refused.ts";
import type { SaleLine } from "../state.ts";

export function refusalWords({ refused, sku }: Refused, lines: readonly SaleLine[]): string {
  const title = lines.find((line) => line.article.sku === sku)?.title ?? sku ?? "";
  switch (refused) {
    case "no_price":
      return t("{title} has no price now. Take it out, and tell the office.", { title });
    case "bad_quantity":
      return t("{title} is not sold in this quantity. Change it.", { title });
    case "too_many_lines":
      return t("A receipt has at most 500 lines. Pay these first.");
    default:
      return t("The total is too large for one receipt. Take something out.");
  }
}
