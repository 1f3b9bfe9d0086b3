/** Why a coupon does nothing, in words. */

import { t } from "../../kit/words.ts";

export function couponWords(why: string): string {
  switch (why) {
    case "needs_customer":
      return t("add the customer first");
    case "used_already":
      return t("this customer has used it");
    case "sum_too_small":
      return t("more has to be bought");
    case "too_few":
    case "something_missing":
      return t("something is missing in the basket");
    case "another_is_better":
      return t("another offer gives more");
    case "nothing_fits":
      return t("it is not for these goods");
    case "other_day":
    case "other_hour":
      return t("it is for another time");
    case "not_first_order":
      return t("it is for a first order");
    case "not_active":
      return t("it is over, or has not begun");
    default:
      return t("it is for other customers");
  }
}
