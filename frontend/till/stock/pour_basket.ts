/** A basket that was begun elsewhere goes on in the one at the till. Pure. */

import type { Article, Customer, OpenedBasket, ReturnedLine } from "../protocol.ts";

interface Line {
  readonly id: string;
  readonly article: Article;
  readonly quantity: number;
  readonly title: string;
}

/** What of a sale a basket changes. */
export interface Receiving {
  readonly lines: readonly Line[];
  readonly returned: readonly ReturnedLine[];
  readonly customer: Customer | null;
  readonly coupons: readonly string[];
  readonly points: number;
  readonly cart: string | null;
}

/** Of an article in both the larger quantity counts: both are one person's wish, and a sum would double it. A customer who was chosen here stays. */
export function pourBasket<Sale extends Receiving>(sale: Sale, basket: OpenedBasket, newId: () => string): Sale {
  const wanted = new Map(basket.lines.map((line) => [line.article.variant, line.quantity]));
  const known = new Set(sale.lines.map((line) => line.article.variant));
  const kept = sale.lines.map((line) => ({
    ...line,
    quantity: Math.max(line.quantity, wanted.get(line.article.variant) ?? 0),
  }));
  const added = basket.lines
    .filter((line) => !known.has(line.article.variant))
    .map(({ article, quantity }) => ({ id: newId(), article, quantity, title: article.title }));
  const customer = sale.customer ?? basket.customer;
  return {
    ...sale,
    lines: [...kept, ...added],
    customer,
    coupons: [...new Set([...sale.coupons, ...basket.coupons])],
    points: customer?.id === basket.customer?.id ? Math.max(sale.points, basket.points) : sale.points,
    cart: basket.id,
  };
}
