/** Whether a promotion's conditions hold for a basket; the first that does not is the reason. */

import type { Line } from "../lines/line.ts";
import type { Basket } from "../read/basket.ts";
import type { Promotion } from "../read/promotion.ts";
import { matchGoods, piecesOf } from "./match_goods.ts";

export interface Why {
  readonly reason: string;
  /** `missing` pieces, or `missing_minor`. */
  readonly facts: Readonly<Record<string, number>>;
}

/** Null if they all hold. `goods` are the promotion's lines, `lines` all of them. */
export function judge(
  promotion: Promotion,
  basket: Basket,
  goods: readonly Line[],
  lines: readonly Line[],
): Why | null {
  const { when } = promotion;
  const coupons = [...basket.coupons.values()];
  const sum = goods.reduce((all, line) => all + line.subtotal, 0);
  const pieces = piecesOf(goods);

  if (when.needs_coupon && !coupons.includes(promotion.id ?? promotion.code)) return because("no_coupon");
  if (isOther(when.channels, basket.channel)) return because("other_channel");
  if (isOther(when.stores, basket.store)) return because("other_store");
  if (isOther(when.customers, basket.customer)) return because("other_customer");
  if (isOther(when.customer_groups, basket.customer_group)) return because("other_group");
  if (isOther(when.tiers, basket.tier)) return because("other_tier");
  if (when.is_first_order && !basket.is_first_order) return because("not_first_order");
  if (isOther(when.weekdays, basket.weekday)) return because("other_day");
  if (basket.minute < when.from_minute || basket.minute >= when.to_minute) return because("other_hour");
  if (sum < when.min_sum_minor) return because("sum_too_small", { missing_minor: when.min_sum_minor - sum });
  if (pieces < when.min_quantity) return because("too_few", { missing: when.min_quantity - pieces });
  for (const part of when.contains) {
    const missing = part.quantity - piecesOf(matchGoods(part.goods, lines));
    if (missing > 0) return because("something_missing", { missing });
  }
  return null;
}

function isOther(words: readonly string[], word: string | null): boolean {
  return words.length > 0 && (word === null || !words.includes(word));
}

function because(reason: string, facts: Why["facts"] = {}): Why {
  return { reason, facts };
}
