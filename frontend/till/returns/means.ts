/** How money may go back: the way it came first, then in cash or as credit of the shop. Pure. */

import type { FoundOrder, Tender } from "../protocol.ts";

type Paid = FoundOrder["payments"][number];
/** A tender without its id: that is made when the receipt is. */
export type Back = Pick<Tender, "method" | "amount_minor" | "reference">;

export interface Means {
  readonly name: "as_paid" | "cash" | "store_credit";
  /** Below zero, and adding up to what goes back. */
  readonly tenders: readonly Back[];
}

export interface WayBack {
  /** Above zero. */
  readonly amount_minor: number;
  readonly payments: readonly Paid[];
  /** Whose credit it may become; null: nobody is known. */
  readonly customer: string | null;
  readonly is_online: boolean;
  /** The smallest coin: beside another tender cash is whole coins. */
  readonly coin: number;
}

/** The first is what the shop would do; none repeats another. */
export function meansBack(way: WayBack): readonly Means[] {
  const asPaid = backAsPaid(way);
  const cash: Means = { name: "cash", tenders: [back("cash", way.amount_minor)] };
  const credit: Means = { name: "store_credit", tenders: [back("store_credit", way.amount_minor)] };
  const isOnlyCash = asPaid?.tenders.every(isCashBack) ?? false;
  const isOnlyCredit = asPaid?.tenders.every((tender) => tender.method === "store_credit") ?? false;
  return [
    ...(asPaid && !isOnlyCash && !isOnlyCredit ? [asPaid] : []),
    ...(isOnlyCredit ? [credit, cash] : [cash, ...(way.customer ? [credit] : [])]),
  ];
}

/**
 * What was not cash goes back first: a card's money leaves the shop through the card, so a receipt paid in two ways is
 * no way to turn the one into the other. Null: less was paid than goes back, or what it went through is asked over a network.
 */
function backAsPaid({ amount_minor, payments, customer, is_online, coin }: WayBack): Means | null {
  const inTurn = [...payments.filter((paid) => !isCash(paid)), ...payments.filter(isCash)];
  const tenders: Back[] = [];
  let left = amount_minor;
  for (const paid of inTurn) {
    const part = Math.min(left, paid.refundable_minor);
    if (part > 0) tenders.push(wayOf(paid, part));
    left -= Math.max(0, part);
  }
  const isAsked = tenders.some((tender) => tender.method === "original");
  const isNobodys = tenders.some((tender) => tender.method === "store_credit") && customer === null;
  const isOdd = tenders.length > 1 && tenders.some((tender) => isCashBack(tender) && tender.amount_minor % coin !== 0);
  return left > 0 || (isAsked && !is_online) || isNobodys || isOdd ? null : { name: "as_paid", tenders };
}

function wayOf(paid: Paid, amount: number): Back {
  if (isCash(paid)) return back("cash", amount);
  if (paid.tender === "card") return back("card", amount);
  if (paid.tender === "store_credit") return back("store_credit", amount);
  return back("original", amount, paid.id);
}

function isCash(paid: Paid): boolean {
  return paid.tender === "cash";
}

function isCashBack(tender: Back): boolean {
  return tender.method === "cash";
}

function back(method: Back["method"], amount: number, reference = ""): Back {
  return { method, amount_minor: -amount, reference };
}
