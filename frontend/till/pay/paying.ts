/** The payment on the screen, and every step of it. The last step writes the entry. */

import { computed, signal } from "@preact/signals";
import { newId } from "../../kit/ids.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { language, t } from "../../kit/words.ts";
import { progress } from "../catalogue/catalogue_client.ts";
import { hasPrinter, openDrawer, print } from "../printer/printer.ts";
import type { Collected, Entry, Sold, Tender } from "../protocol.ts";
import { paidReceiptOf, receiptOf } from "../receipt/receipt_of.ts";
import { sayingOf, sellerOf } from "../receipt/speak.ts";
import { go, isTraining, link, NO_SALE, quoted, record, sale, settings } from "../state.ts";
import { type Intent, isFinal } from "../terminal/payment.ts";
import { cancelByCard, drop, intents, payByCard, resumeByCard, setAside } from "../terminal/payments.ts";
import { beginSale } from "./begin.ts";
import { type Checkout, isPaid, leftOf, takeCash, takeTender, withdrawTender } from "./checkout.ts";
import { isOfSale } from "./is_of_sale.ts";
import { makeCollected, makeSold } from "./make_sold.ts";
import { freezePrice } from "./priced.ts";

export const checkout = signal<Checkout | null>(null);
/** The card payment of this checkout that is under way; one that was approved is among its tenders. */
export const atTerminal = computed(() => {
  const paying = checkout.value;
  const isTaken = (id: string) => paying?.tenders.some((tender) => tender.id === id);
  return intents.value.find((one) => one.checkout?.id === paying?.id && paying && !isTaken(one.wanted.id)) ?? null;
});
export const isFinishing = signal(false);

/** Paying begins with what another screen prepared, or with the sale as it costs now. */
export function beginPaying(given?: Checkout): void {
  checkout.value = given ?? ofSale();
}

function ofSale(): Checkout | null {
  const quote = quoted.value;
  const known = settings.value;
  if (!known || (quote && "refused" in quote)) return null;
  if (sale.value.lines.length + sale.value.returned.length === 0) return null;
  const { currency, cash_rounding_minor: coin } = known;
  return beginSale(freezePrice(sale.value, quote), { id: newId(), currency, coin });
}

export function payCash(givenMinor: number): Promise<void> {
  return become(takeCash(checkout.value!, givenMinor, newId()));
}

/** Gift card or credit: what a person has confirmed, or the server has told. */
export function payTender(tender: Omit<Tender, "id">): Promise<void> {
  return become(takeTender(checkout.value!, { id: newId(), ...tender }));
}

/** By the terminal: above zero to us, below zero back to the card. */
export async function payCard(amountMinor: number): Promise<void> {
  const paying = checkout.value!;
  if (isTraining.value) return payTender({ method: "card", amount_minor: amountMinor, reference: "" });
  try {
    await ended(await payByCard(amountMinor, paying));
  } catch {
    toast(t("The payment could not be written down on this device, so the terminal was not asked. Try again."));
  }
}

/** A payment that was under way when the app closed: its sale comes back as it was. */
export async function resumeCard(intent: Intent): Promise<void> {
  checkout.value = intent.checkout;
  await ended(isFinal(intent.told.state) ? intent : await resumeByCard(intent));
}

export async function cancelCard(intent: Intent): Promise<void> {
  await cancelByCard(intent);
}

/** Nobody knows what became of it: the customer pays in another way, and it is asked after beside the queue. */
export async function leaveCard(intent: Intent): Promise<void> {
  await setAside(intent);
}

async function ended({ wanted, told, checkout: paidFor }: Intent): Promise<void> {
  if (!isFinal(told.state) || !paidFor || atTerminal.value?.wanted.id !== wanted.id) return;
  if (told.state !== "approved") {
    await drop(wanted.id);
    toast(whyNot(told.reason, told.state));
    return;
  }
  const amount = wanted.kind === "refund" ? -wanted.amountMinor : wanted.amountMinor;
  await become(takeTender(paidFor, { id: wanted.id, method: "card", amount_minor: amount, reference: told.reference }));
}

function whyNot(reason: string, state: string): string {
  if (reason === "busy") return t("The terminal is busy with another payment. Finish it there, then try again.");
  if (reason === "never_arrived") return t("The terminal was not reached. Nothing was taken.");
  if (state === "cancelled") return t("The card payment was cancelled. Nothing was taken.");
  if (state === "timed_out") return t("The card took too long. Nothing was taken.");
  return t("The card was declined. Nothing was taken.");
}

export function putBack(id: string): void {
  if (checkout.value) checkout.value = withdrawTender(checkout.value, id);
}

/** With money taken the sale can no longer be left, only paid. */
export function leave(): void {
  const paying = checkout.value;
  if (!paying || paying.tenders.length > 0 || atTerminal.value) return;
  checkout.value = null;
  go("sell");
}

async function become(next: Checkout): Promise<void> {
  checkout.value = next;
  if (isPaid(next)) await finish();
}

/** Written down first; only then the drawer opens and paper comes out. */
export async function finish(): Promise<void> {
  const paid = checkout.value;
  if (!paid || !isPaid(paid) || isFinishing.value) return;
  isFinishing.value = true;
  try {
    done(paid, await write(paid));
  } catch {
    toast(t("The sale could not be written down on this device. Nothing is lost: try again."));
  } finally {
    isFinishing.value = false;
  }
}

/** It is true now. Nothing here may fail it: who is told to try again would sell it twice. */
function done({ payable, tenders }: Checkout, entry: Entry): void {
  drop(...tenders.map((one) => one.id)).catch(() => {}); // what found its receipt is forgotten at the next start, too
  checkout.value = null;
  if (payable.what === "sale" && isOfSale(payable.priced, sale.value)) sale.value = NO_SALE;
  go("done", { entry });
  void afterwards(entry);
}

function write(paid: Checkout): Promise<Entry<"sold"> | Entry<"collected">> {
  if (paid.payable.what === "order") return record("collected", makeCollected(paid));
  const isOffline = link.value.state !== "online";
  const moment = { number: "", language: language.value, knownUntil: progress.value.position, isOffline };
  return record("sold", makeSold(paid, moment));
}

async function afterwards(entry: Entry): Promise<void> {
  const { tenders } = entry.body as Sold | Collected;
  if (isTraining.value || !hasPrinter()) return;
  if (tenders.some((one) => one.method === "cash") && !(await openDrawer())) {
    toast(t("The drawer did not open: the printer does not answer. Open it with its key."));
  }
  printReceipt(entry);
}

/** Of a sale, or of what was paid for an order; nothing for an order that was only handed over. */
export function printReceipt(entry: Entry): void {
  const known = settings.value!;
  const seller = sellerOf(known, entry);
  if (entry.kind === "sold") print(receiptOf(entry as Entry<"sold">, seller, sayingOf(known)));
  else if ((entry.body as Collected).tenders.length > 0) {
    print(paidReceiptOf(entry as Entry<"collected">, seller, sayingOf(known)));
  }
}

/** What may still be paid by a card: all that is left unless less was typed. */
export function cardAmount(paying: Checkout, typedMinor: number | null): number {
  const left = leftOf(paying);
  return left > 0 && typedMinor !== null && typedMinor > 0 ? Math.min(typedMinor, left) : left;
}
