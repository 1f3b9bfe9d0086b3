/** Every line of a basket gets its price, or the basket is refused. */

import { nearest } from "../numbers/divide.ts";
import type { BasketLine } from "../read/basket.ts";
import type { Refused } from "../refused.ts";
import { choosePrice } from "./choose_price.ts";
import type { Line } from "./line.ts";
import { rankLines } from "./rank_lines.ts";

export function priceLines(lines: readonly BasketLine[]): readonly Line[] | Refused {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  const priced: Omit<Line, "rank">[] = [];
  for (const [position, line] of lines.entries()) {
    const chosen = choosePrice(line.prices, quantities.get(line.sku)!);
    if (!chosen) return { refused: "no_price", sku: line.sku };
    const { sku, quantity, per, categories, brand } = line;
    const unitPrice = chosen.price.amount_minor;
    priced.push({
      position,
      sku,
      product: line.product ?? sku,
      categories,
      brand,
      quantity,
      per,
      pieces: per === 1 ? quantity : 1,
      list: chosen.price.list,
      unitPrice,
      subtotal: nearest(unitPrice, quantity, per),
      taxRate: line.tax_rate,
      includesTax: chosen.price.includes_tax,
      isReduced: chosen.isReduced,
    });
  }
  return rankLines(priced);
}
