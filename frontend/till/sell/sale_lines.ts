/** What happens to the lines of a sale: put in, counted, taken out. Pure: a sale in, a sale out. */

import type { Article, ManualDiscount } from "../protocol.ts";
import type { Sale, SaleLine } from "../state.ts";

/** What is scanned again counts on one line; what was weighed lies in its own bag, and is a line of its own. Answers the line's id too. */
export function putIn(sale: Sale, article: Article, quantity: number, newId: string): { sale: Sale; line: string } {
  const known = article.per === 1 ? sale.lines.find((line) => line.article.variant === article.variant) : undefined;
  if (known) return { sale: setQuantity(sale, known.id, known.quantity + quantity), line: known.id };
  const line: SaleLine = { id: newId, article, quantity, title: article.title };
  return { sale: { ...sale, lines: [...sale.lines, line] }, line: newId };
}

/** Nothing of it: the line goes. */
export function setQuantity(sale: Sale, id: string, quantity: number): Sale {
  if (quantity <= 0) return takeOut(sale, id);
  return { ...sale, lines: sale.lines.map((line) => (line.id === id ? { ...line, quantity } : line)) };
}

/** Discounts of the lines behind it move up with them; one that was for this line alone goes with it. */
export function takeOut(sale: Sale, id: string): Sale {
  const gone = sale.lines.findIndex((line) => line.id === id);
  if (gone < 0) return sale;
  const lines = sale.lines.filter((line) => line.id !== id);
  const discounts = sale.discounts.flatMap((discount) => withoutPosition(discount, gone));
  return { ...sale, lines, discounts: lines.length === 0 ? [] : discounts };
}

/** Newer facts about the articles (prices that changed while the sale was parked) count. */
export function renewArticles(sale: Sale, articles: readonly Article[]): Sale {
  const newest = new Map(articles.map((article) => [article.variant, article]));
  return {
    ...sale,
    lines: sale.lines.map((line) => ({ ...line, article: newest.get(line.article.variant) ?? line.article })),
  };
}

export function isEmpty(sale: Sale): boolean {
  return sale.lines.length === 0 && sale.returned.length === 0 && sale.customer === null && sale.cart === null;
}

function withoutPosition(discount: ManualDiscount, gone: number): readonly ManualDiscount[] {
  if (discount.line_positions === null) return [discount];
  const left = discount.line_positions.filter((at) => at !== gone).map((at) => (at > gone ? at - 1 : at));
  return left.length > 0 ? [{ ...discount, line_positions: left }] : [];
}
