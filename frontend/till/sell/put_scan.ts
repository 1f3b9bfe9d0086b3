/** What a scan does where no screen says otherwise: goods and coupons go into the basket, a card names the customer, a code finds its order. */

import { now } from "../../kit/clock.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { locale, money, t } from "../../kit/words.ts";
import { findCustomer } from "../customer/find_customers.ts";
import { isNumber, isOwnReceipt } from "../orders/asked.ts";
import type { Customer } from "../protocol.ts";
import { findGoods } from "../scan/article_of.ts";
import type { Scanned } from "../scan/meant.ts";
import { isSpokenCode, readScan } from "../scan/read_scan.ts";
import { cashier, go, link, screen, settings } from "../state.ts";
import { openBasket } from "../stock/open_basket.ts";
import { addCoupon } from "./add_coupon.ts";
import { putIn, setCustomer } from "./change_sale.ts";
import { isHelpShown } from "./help_sheet.tsx";
import { refuseScan } from "./refuse_scan.ts";
import { close, open, side } from "./side.ts";
import { soundBad, soundGood } from "./sounds.ts";
import { isPast } from "./today.ts";
import { weigh } from "./weigh.ts";

export async function putScan(text: string): Promise<void> {
  const scan = readScan(text, settings.value?.patterns ?? []);
  if (!cashier.value) return refuseScan(t("Sign in first, then scan again."));
  if (!scan) return refuseScan(t("That was no code. Scan again."));
  if (scan.what === "customer") return nameCustomer(scan.text);
  if (scan.what === "basket") return openBasket({ link: scan.text });
  if (scan.what !== "goods") return go("orders", { query: scan.text });
  if (isOwnReceipt(scan.text, settings.value?.till.code ?? "")) return go("orders", { query: scan.text });
  const found = await findGoods(scan);
  if (found) return putFound(found);
  if (addCoupon(scan.text)) return showCoupon();
  if (isSpokenCode(scan.text) || isNumber(scan.text)) return go("orders", { query: scan.text });
  // A loyalty card may have any number: whoever's it is, is the customer.
  const holder = await findCustomer(scan.text);
  if (holder) return name(holder);
  refuseScan(
    link.value.state === "offline"
      ? t("{code} is not on this till, and there is no network to ask.", { code: scan.text })
      : t("Nobody knows the code {code}.", { code: scan.text }),
  );
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

async function nameCustomer(card: string): Promise<void> {
  const customer = await findCustomer(card);
  if (customer) name(customer);
  else refuseScan(t("This card is not known, or there is no network to ask."));
}

function showCoupon(): void {
  soundGood();
  if (screen.value.name !== "sell") go("sell");
  open({ what: "vouchers" });
}

function name(customer: Customer): void {
  soundGood();
  setCustomer(customer);
  if (screen.value.name !== "sell") go("sell");
  if (customer.notes.length > 0) open({ what: "customer" });
}
