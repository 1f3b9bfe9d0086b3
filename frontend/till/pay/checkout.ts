/** A payment under way: what is due, what was taken so far, what is left. Pure; amounts in minor units, below zero towards the customer. */

import { nearest } from "../../quote/numbers/divide.ts";
import type { FoundOrder, Tender, TenderMethod } from "../protocol.ts";
import type { Priced } from "./priced.ts";

/** What is paid for: a sale (with what came back), or an order of another channel. */
export type Payable =
  | { readonly what: "sale"; readonly priced: Priced }
  | { readonly what: "order"; readonly order: FoundOrder; readonly isHandedOver: boolean; readonly code: string };

/** Plain values throughout: it is kept on the device before a terminal is asked, and read again after a crash. */
export interface Checkout {
  /** The sale's own, made when paying begins: nothing is paid for twice. */
  readonly id: string;
  readonly payable: Payable;
  readonly currency: string;
  /** What is due before cash is rounded. */
  readonly exactMinor: number;
  /** The smallest coin. */
  readonly coin: number;
  readonly tenders: readonly Tender[];
  readonly givenMinor: number;
  readonly changeMinor: number;
}

/** Left to pay by anything but cash. */
export function leftOf(checkout: Checkout): number {
  return checkout.exactMinor - sumOf(checkout.tenders);
}

/** Left to pay in cash: rounded to the coin if all of it is cash. Else only whole coins can be paid: the odd rest is for another tender. */
export function leftInCash(checkout: Checkout): number {
  const { exactMinor, coin, tenders } = checkout;
  if (isAllCash(tenders)) return toCoins(exactMinor, coin) - sumOf(tenders);
  const left = leftOf(checkout);
  return left - (left % coin);
}

export function isPaid(checkout: Checkout): boolean {
  return leftOf(checkout) === 0 || (isAllCash(checkout.tenders) && leftInCash(checkout) === 0);
}

/** What cash makes of the total: nothing unless the whole was paid in cash. */
export function roundingOf(checkout: Checkout): number {
  return isPaid(checkout) ? sumOf(checkout.tenders) - checkout.exactMinor : 0;
}

/** The customer hands over cash; more than is left comes back as change. Towards the customer nothing is given: all that is left goes out. */
export function takeCash(checkout: Checkout, givenMinor: number, id: string): Checkout {
  const left = leftInCash(checkout);
  assert(left !== 0 && givenMinor >= 0, "cash is taken for something that is left to pay");
  const amount = left < 0 ? left : Math.min(left, givenMinor);
  return {
    ...withTender(checkout, { id, method: "cash", amount_minor: amount, reference: "" }),
    givenMinor: checkout.givenMinor + (left < 0 ? 0 : givenMinor),
    changeMinor: checkout.changeMinor + (left < 0 ? -left : givenMinor - amount),
  };
}

/** What another tender brought, at most what is left, and in the same direction. */
export function takeTender(checkout: Checkout, tender: Tender): Checkout {
  const left = leftOf(checkout);
  const { amount_minor: amount } = tender;
  assert(left > 0 ? amount > 0 && amount <= left : amount < 0 && amount >= left, "a tender is at most what is left");
  return withTender(checkout, tender);
}

/** Takes back what was put down by mistake. Card money is not: that is a matter of the terminal. */
export function withdrawTender(checkout: Checkout, id: string): Checkout {
  const tender = checkout.tenders.find((one) => one.id === id);
  if (!tender || tender.method === "card") return checkout;
  const rest = { ...checkout, tenders: checkout.tenders.filter((one) => one.id !== id) };
  if (tender.method !== "cash") return rest;
  // Cash lies in one heap: all of it is handed back, and counted anew.
  return { ...rest, tenders: rest.tenders.filter((one) => one.method !== "cash"), givenMinor: 0, changeMinor: 0 };
}

/** A checkout without tenders may be left; with money taken the sale is no longer changed. */
export function isTouched(checkout: Checkout): boolean {
  return checkout.tenders.length > 0;
}

export function paidBy(tenders: readonly Tender[], method: TenderMethod): number {
  return sumOf(tenders.filter((one) => one.method === method));
}

/** The nearest amount that coins can make; exactly half goes away from zero. */
export function toCoins(amount: number, coin: number): number {
  return nearest(amount, 1, coin) * coin;
}

function withTender(checkout: Checkout, tender: Tender): Checkout {
  return { ...checkout, tenders: [...checkout.tenders, tender] };
}

function isAllCash(tenders: readonly Tender[]): boolean {
  return tenders.every((one) => one.method === "cash");
}

function sumOf(tenders: readonly Tender[]): number {
  return tenders.reduce((all, one) => all + one.amount_minor, 0);
}

function assert(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(message);
}
