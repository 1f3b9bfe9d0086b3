/** What a customer's display is told. Pure. */

import type { Quote } from "../../quote/quote_basket.ts";
import type { Refused } from "../../quote/refused.ts";
import { type Checkout, leftOf } from "../pay/checkout.ts";
import type { Collected, Entry, Sold } from "../protocol.ts";
import type { Sale } from "../state.ts";

export interface ToldLine {
  readonly title: string;
  readonly quantity: string;
  readonly amountMinor: number;
}

/** What of the till the customer may see; nothing about who they are. */
export interface Told {
  readonly shop: string;
  readonly currency: string;
  readonly language: string;
  readonly stage: "welcome" | "basket" | "paying" | "done";
  readonly lines: readonly ToldLine[];
  readonly discountMinor: number;
  /** Basket: the total. Paying: what is left. Done: the change. */
  readonly sumMinor: number;
}

export interface Seen {
  readonly shop: string;
  readonly currency: string;
  readonly language: string;
  readonly screen: string;
  readonly sale: Sale;
  readonly quote: Quote | Refused | null;
  readonly checkout: Checkout | null;
  readonly entry: Entry | null;
  readonly quantityOf: (line: Sale["lines"][number]) => string;
}

export function toldOf(seen: Seen): Told {
  const { shop, currency, language, screen, sale, checkout, entry } = seen;
  const quote = seen.quote && !("refused" in seen.quote) ? seen.quote : null;
  const frame = { shop, currency, language, lines: [], discountMinor: 0, sumMinor: 0 };
  if (screen === "done" && entry) return { ...frame, stage: "done", sumMinor: changeOf(entry) };
  const lines = [
    ...sale.lines.map((line, at) => ({
      title: line.title,
      quantity: seen.quantityOf(line),
      amountMinor: quote?.lines.find((one) => one.line.position === at)?.total ?? 0,
    })),
    ...sale.returned.map((line) => ({ title: line.title, quantity: "", amountMinor: -line.amount_minor })),
  ];
  const discountMinor = quote?.discount ?? 0;
  if (screen === "pay" && checkout) {
    return { ...frame, stage: "paying", lines, discountMinor, sumMinor: leftOf(checkout) };
  }
  if (lines.length === 0) return { ...frame, stage: "welcome" };
  const back = sale.returned.reduce((all, line) => all + line.amount_minor, 0);
  return { ...frame, stage: "basket", lines, discountMinor, sumMinor: (quote?.total ?? 0) - back };
}

function changeOf({ body }: Entry): number {
  return (body as Sold | Collected).change_minor;
}
