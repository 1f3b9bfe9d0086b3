/** What a scan does where no screen says otherwise: goods and coupons go into the basket, a card names the customer, a code finds its order. */

import { now } from "../../kit/clock.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { locale, money, t } from "../../kit/words.ts";
import { findCustomer } from "../customer/find_customers.ts";
import type { Customer } from "../protocol.ts";
import { findGoods } from "../scan/article_of.ts";
import { type Meaning, meaningOf } from "../scan/meaning.ts";
import type { Scanned } from "../scan/meant.ts";
import { isRefused, refuseScan } from "../scan/refuse_scan.ts";
import { go, link, screen, settings } from "../state.ts";
import { openBasket } from "../stock/open_basket.ts";
import { addCoupon, isCoupon } from "./add_coupon.ts";
import { putIn, setCustomer } from "./change_sale.ts";
import { isHelpShown } from "./help_sheet.tsx";
import { close, open, side } from "./side.ts";
import { soundBad, soundGood } from "./sounds.ts";
import { isPast } from "./today.ts";
import { weigh } from "./weigh.ts";

export async function putScan(text: string): Promise<void> {
  const known = { patterns: settings.value?.patterns ?? [], tillCode: settings.value?.till.code ?? "" };
  const meaning = await meaningOf(text, { ...known, findGoods, findCustomer, isCoupon });
  // While it was looked up money may have been taken, or a PIN begun.
  if (!isRefused()) await obey(meaning);
}

async function obey(meaning: Meaning): Promise<void> {
  switch (meaning.what) {
    case "goods":
      return putFound(meaning.found);
    case "customer":
      return name(meaning.customer);
    case "coupon":
      return putCoupon(meaning.text);
    case "order":
      return go("orders", { query: meaning.text });
    case "basket":
      return openBasket({ link: meaning.text });
    case "unknown card":
      return refuseScan(t("This card is not known, or there is no network to ask."));
    case "no code":
      return refuseScan(t("That was no code. Scan again."));
    default:
      return refuseScan(
        link.value.state === "offline"
          ? t("{code} is not on this till, and there is no network to ask.", { code: meaning.text })
          : t("Nobody knows the code {code}.", { code: meaning.text }),
      );
  }
}

/** Into the basket; what is past its day only when the cashier says so. */
export function putFound(found: Scanned): void {
  if (screen.value.name !== "sell") go("sell");
  const timezone = settings.value?.store.timezone ?? "UTC";
  if (found.expires && isPast(found.expires, now(), timezone)) {
    const day = new Date(found.expires).toLocaleDateString(locale(), { timeZone: "UTC" });
    soundBad();
    toast(t("{title}: its day was {day}. It is not in the basket.", { title: found.article.title, day }), {
      label: t("Put in anyway"),
      run: () => put(found),
    });
  } else put(found);
}

function put({ article, quantity, labelMinor }: Scanned): void {
  soundGood();
  isHelpShown.value = false;
  // Half a quantity was typed, or a code that stalled: whoever scans has left it.
  if (side.value.what === "line" && side.value.line !== "") close();
  if (quantity === 0) {
    weigh(article);
    return;
  }
  putIn(article, quantity);
  if (labelMinor !== null && article.per === 1 && settings.value) {
    const price = money(labelMinor, settings.value.currency);
    toast(t("The label of {title} says {price}: compare it with the line.", { title: article.title, price }));
  }
}

function putCoupon(code: string): void {
  soundGood();
  addCoupon(code);
  if (screen.value.name !== "sell") go("sell");
  open({ what: "vouchers" });
}

function name(customer: Customer): void {
  soundGood();
  setCustomer(customer);
  if (screen.value.name !== "sell") go("sell");
  if (customer.notes.length > 0) open({ what: "customer" });
}
