/** A line of the basket with its price: what promotions and the reckoning look at. */

export interface Line {
  readonly position: number;
  readonly sku: string;
  readonly product: string;
  readonly categories: readonly string[];
  readonly brand: string;
  readonly quantity: number;
  readonly per: number;
  /** What a promotion counts: goods by weight or length are one piece. */
  readonly pieces: number;
  readonly list: string;
  readonly unitPrice: number;
  readonly subtotal: number;
  /** In hundred-thousandths. */
  readonly taxRate: number;
  readonly includesTax: boolean;
  readonly isReduced: boolean;
  /** Its place in the order of articles before `left` is looked at; lines alike in all of that share it. */
  readonly rank: number;
}
