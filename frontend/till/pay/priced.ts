/** A sale with its price, frozen when paying begins: what is paid for does not change while it is being paid. */

import type { Quote } from "../../quote/quote_basket.ts";
import type { Article, ManualDiscount, ReturnedLine, SoldLine } from "../protocol.ts";

export interface Priced {
  readonly lines: readonly SoldLine[];
  readonly returned: readonly ReturnedLine[];
  readonly customer: string | null;
  readonly cart: string | null;
  readonly coupons: readonly string[];
  readonly discounts: readonly ManualDiscount[];
  readonly points: number;
  readonly pointsMinor: number;
  readonly promotions: readonly string[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly addedTaxMinor: number;
  readonly includesTax: boolean;
  /** Of what is sold, before cash is rounded. */
  readonly exactMinor: number;
  readonly returnedMinor: number;
}

/** What of a sale goes into its price: the parts of state.ts's Sale that are read here. */
export interface Selling {
  readonly lines: readonly {
    readonly id: string;
    readonly article: Pick<Article, "variant" | "sku" | "unit" | "per" | "tax_rate">;
    readonly quantity: number;
    readonly title: string;
  }[];
  readonly returned: readonly ReturnedLine[];
  readonly customer: { readonly id: string } | null;
  readonly cart: string | null;
  readonly coupons: readonly string[];
  readonly discounts: readonly ManualDiscount[];
}

/** `quote` null where nothing is sold: goods only come back. Lines of the quote stand where the sale's do. */
export function freezePrice(sale: Selling, quote: Quote | null): Priced {
  return {
    lines: quote ? soldLines(sale, quote) : [],
    returned: sale.returned,
    customer: sale.customer?.id ?? null,
    cart: sale.cart,
    coupons: sale.coupons,
    discounts: sale.discounts,
    points: quote?.points ?? 0,
    pointsMinor: quote?.pointsMinor ?? 0,
    promotions: [...new Set(quote?.awards.map((award) => award.code))].sort(),
    subtotalMinor: quote?.subtotal ?? 0,
    discountMinor: quote?.discount ?? 0,
    taxMinor: quote?.tax ?? 0,
    addedTaxMinor: quote?.addedTax ?? 0,
    includesTax: quote?.lines.every((one) => one.line.includesTax) ?? true,
    exactMinor: quote ? quote.total - quote.rounding : 0,
    returnedMinor: sale.returned.reduce((all, line) => all + line.amount_minor, 0),
  };
}

function soldLines(sale: Selling, quote: Quote): readonly SoldLine[] {
  return quote.lines.map(({ line, discount, total, tax }) => {
    const { id, article, quantity, title } = sale.lines[line.position]!;
    return {
      id,
      variant: article.variant,
      sku: article.sku,
      title,
      quantity,
      unit: article.unit,
      per: article.per,
      unit_price_minor: line.unitPrice,
      price_list: line.list,
      subtotal_minor: line.subtotal,
      discount_minor: discount,
      total_minor: total,
      tax_minor: tax,
      tax_rate: article.tax_rate,
    };
  });
}
