/** A coupon of the basket. */

import { sale, settings } from "../state.ts";
import { change } from "./change_sale.ts";
import { spellCoupon } from "./quote_sale.ts";

/** False: the till knows no coupon of this code. One that is there already is not put in twice. */
export function addCoupon(typed: string): boolean {
  if (!isCoupon(typed)) return false;
  const code = spellCoupon(typed);
  const { coupons } = sale.value;
  if (!coupons.includes(code)) change({ ...sale.value, coupons: [...coupons, code] });
  return true;
}

export function isCoupon(typed: string): boolean {
  return Boolean(settings.value?.coupons[spellCoupon(typed)]);
}
