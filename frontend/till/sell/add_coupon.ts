/** A coupon of the basket. */

import { sale, settings } from "../state.ts";
import { change } from "./change_sale.ts";
import { spellCoupon } from "./quote_sale.ts";

/** False: the till knows no coupon of this code. One that is there already is not put in twice. */
export function addCoupon(typed: string): boolean {
  const code = spellCoupon(typed);
  if (!settings.value?.coupons[code]) return false;
  const { coupons } = sale.value;
  if (!coupons.includes(code)) change({ ...sale.value, coupons: [...coupons, code] });
  return true;
}
