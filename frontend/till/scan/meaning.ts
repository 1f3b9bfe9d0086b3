/** What a scan means for the sale, once everybody who may know it was asked. Pure, but for the asking. */

import { isNumber, isOwnReceipt } from "../orders/asked.ts";
import type { Customer } from "../protocol.ts";
import type { Scanned } from "./meant.ts";
import { type Goods, isSpokenCode, readScan } from "./read_scan.ts";

export type Meaning =
  | { readonly what: "goods"; readonly found: Scanned }
  | { readonly what: "customer"; readonly customer: Customer }
  /** `text` is what to ask the server with; of an unknown code or card what was read. */
  | { readonly what: "coupon" | "order" | "basket" | "unknown card" | "unknown"; readonly text: string }
  | { readonly what: "no code" };

export interface Asked {
  readonly patterns: readonly string[];
  /** Receipts of this very till begin with it. */
  readonly tillCode: string;
  readonly findGoods: (goods: Goods) => Promise<Scanned | null>;
  readonly findCustomer: (card: string) => Promise<Customer | null>;
  readonly isCoupon: (code: string) => boolean;
}

export async function meaningOf(raw: string, asked: Asked): Promise<Meaning> {
  const scan = readScan(raw, asked.patterns);
  if (!scan) return { what: "no code" };
  const { text } = scan;
  if (scan.what === "customer") {
    const customer = await asked.findCustomer(text);
    return customer ? { what: "customer", customer } : { what: "unknown card", text };
  }
  if (scan.what !== "goods") return { what: scan.what, text };
  if (isOwnReceipt(text, asked.tillCode)) return { what: "order", text };
  const found = await asked.findGoods(scan);
  if (found) return { what: "goods", found };
  if (asked.isCoupon(text)) return { what: "coupon", text };
  if (isSpokenCode(text) || isNumber(text)) return { what: "order", text };
  // A loyalty card may have any number: whoever's it is, is the customer.
  const holder = await asked.findCustomer(text);
  return holder ? { what: "customer", customer: holder } : { what: "unknown", text };
}
