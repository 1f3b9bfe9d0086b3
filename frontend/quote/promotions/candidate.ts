/** A promotion whose conditions hold, with the lines it means. */

import type { Line } from "../lines/line.ts";
import type { Promotion } from "../read/promotion.ts";
import type { Takes } from "./take.ts";

export interface Candidate {
  readonly promotion: Promotion;
  /** The one that calls it, where it needs one; else "". */
  readonly coupon: string;
  readonly goods: readonly Line[];
  readonly takes: Takes;
  /** Pieces of a gift that do not lie in the basket yet. */
  readonly offered: number;
}
