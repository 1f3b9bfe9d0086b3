/** Which lines the goods of a promotion mean. */

import type { Line } from "../lines/line.ts";
import type { Goods } from "../read/promotion.ts";

export function matchGoods(goods: Goods, lines: readonly Line[]): readonly Line[] {
  const named = goods.skus.length + goods.products.length + goods.categories.length + goods.brands.length > 0;
  return lines.filter(
    (line) =>
      (!named || isAnyOf(line, goods.skus, goods.products, goods.categories, goods.brands)) &&
      !isAnyOf(line, goods.not_skus, goods.not_products, goods.not_categories, goods.not_brands) &&
      !(goods.not_reduced && line.isReduced),
  );
}

type Words = readonly string[];

function isAnyOf(line: Line, skus: Words, products: Words, categories: Words, brands: Words): boolean {
  return (
    skus.includes(line.sku) ||
    products.includes(line.product) ||
    line.categories.some((category) => categories.includes(category)) ||
    (line.brand !== "" && brands.includes(line.brand))
  );
}

export function piecesOf(lines: readonly Line[]): number {
  return lines.reduce((all, line) => all + line.pieces, 0);
}
