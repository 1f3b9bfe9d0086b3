/** Goods that come back without a receipt: what the shop's policy gives for them. Pure. */

import type { Article, ReturnedLine } from "../protocol.ts";
import type { Condition } from "./choice.ts";

export interface Brought {
  readonly article: Article;
  readonly quantity: number;
  /** What all of it costs today, today's promotions taken off: nobody can show what was paid, so never more than that. */
  readonly most_minor: number;
  /** What the cashier gives, when it is less. */
  readonly given_minor: number | null;
  readonly condition: Condition;
  readonly restock: boolean;
}

export function givenFor({ most_minor, given_minor }: Brought): number {
  return Math.min(Math.max(0, given_minor ?? most_minor), most_minor);
}

export function broughtBack(brought: Brought, reason: string, approvedBy: string | null): ReturnedLine {
  const { article, quantity, condition, restock } = brought;
  return {
    order_line: null,
    variant: article.variant,
    sku: article.sku,
    title: article.title,
    quantity,
    unit: article.unit,
    per: article.per,
    amount_minor: givenFor(brought),
    condition,
    restock: restock && condition !== "damaged",
    reason,
    approved_by: approvedBy,
  };
}

/** The same article scanned again is one more of it: a piece, or a step of what is weighed. Its price is asked anew by the caller. */
export function bring(all: readonly Brought[], article: Article, quantity: number): readonly Brought[] {
  const is = (each: Brought) => each.article.variant === article.variant;
  if (all.some(is)) return all.map((each) => (is(each) ? { ...each, quantity: each.quantity + quantity } : each));
  return [...all, { article, quantity, most_minor: 0, given_minor: null, condition: "good", restock: true }];
}
