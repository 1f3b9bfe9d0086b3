/** Goods that come back without a receipt: what the shop's policy gives for them. Pure. */

import { nearest } from "../../quote/numbers/divide.ts";
import type { Article, ReturnedLine } from "../protocol.ts";
import type { Condition } from "./choice.ts";

export interface Brought {
  readonly article: Article;
  readonly title: string;
  readonly quantity: number;
  /** Today's price for `article.per` units: nobody can show what was paid, so never more than that. */
  readonly unit_price_minor: number;
  /** What the cashier gives for all of it, when it is less; null: today's price. */
  readonly given_minor: number | null;
  readonly condition: Condition;
  readonly restock: boolean;
}

export function mostFor({ article, quantity, unit_price_minor }: Brought): number {
  return nearest(unit_price_minor, quantity, article.per);
}

export function broughtBack(brought: Brought, reason: string, approvedBy: string | null): ReturnedLine {
  const most = mostFor(brought);
  return {
    order_line: null,
    variant: brought.article.variant,
    sku: brought.article.sku,
    title: brought.title,
    quantity: brought.quantity,
    unit: brought.article.unit,
    per: brought.article.per,
    amount_minor: Math.min(Math.max(0, brought.given_minor ?? most), most),
    condition: brought.condition,
    restock: brought.restock && brought.condition !== "damaged",
    reason,
    approved_by: approvedBy,
  };
}
