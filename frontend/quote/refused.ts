/** A basket that has no price: a stable word, and the article it is about. */
export interface Refused {
  readonly refused: "basket_empty" | "too_many_lines" | "bad_quantity" | "no_price" | "total_too_large";
  readonly sku?: string;
}
