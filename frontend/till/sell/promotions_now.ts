/** Which of the shop's promotions are judged at all for this buyer at this moment, and why not the others (docs/reference/quote.md, "What goes in"). Pure. */

import { type Promotion, promotion } from "../../quote/read/promotion.ts";
import { Malformed } from "../../quote/read/reader.ts";
import type { Customer, Settings } from "../protocol.ts";

export interface PromotionsNow {
  readonly active: readonly Promotion[];
  /** Of those in their period that this buyer does not get, by id. */
  readonly leftOut: ReadonlyMap<string, "needs_customer" | "used_already" | "other_group">;
}

export interface Buyer {
  readonly customer: Pick<Customer, "used_promotions"> | null;
  /** The group of a company that buys at trade prices; null for everybody else. */
  readonly tradeGroup: string | null;
}

interface Known {
  readonly terms: Promotion;
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly usesPerCustomer: number | null;
}

const TERMS = ["id", "code", "priority", "group", "alone", "cap_minor", "when", "goods", "effect"];

export function promotionsNow(settings: Settings, buyer: Buyer, at: Date): PromotionsNow {
  const active: Promotion[] = [];
  const leftOut = new Map<string, "needs_customer" | "used_already" | "other_group">();
  for (const known of knownOf(settings)) {
    if (at.getTime() < known.startsAt || at.getTime() >= known.endsAt) continue;
    const why = whyLeftOut(known, buyer);
    if (why) leftOut.set(known.id, why);
    else active.push(known.terms);
  }
  return { active, leftOut };
}

function whyLeftOut({ id, terms, usesPerCustomer }: Known, { customer, tradeGroup }: Buyer) {
  if (usesPerCustomer !== null && !customer) return "needs_customer";
  if (usesPerCustomer !== null && customer?.used_promotions.includes(id)) return "used_already";
  const groups: readonly string[] = terms.when.customer_groups;
  if (tradeGroup !== null && !groups.includes(tradeGroup)) return "other_group";
  return null;
}

const read = new WeakMap<Settings, readonly Known[]>();

/** Read once for each settings that came. */
function knownOf(settings: Settings): readonly Known[] {
  const known = read.get(settings) ?? settings.promotions.flatMap(readPromotion);
  read.set(settings, known);
  return known;
}

/** One this version does not understand is left to the server: it computes each sale again and tells the difference. */
function readPromotion(raw: Settings["promotions"][number]): readonly Known[] {
  try {
    const terms = promotion(
      Object.fromEntries(TERMS.filter((name) => name in raw).map((name) => [name, raw[name]])),
      "promotion",
    );
    const uses = raw["uses_per_customer"] as number | null | undefined;
    return [
      {
        terms,
        id: terms.id ?? terms.code,
        startsAt: timeOf(raw["starts_at"], Number.NEGATIVE_INFINITY),
        endsAt: timeOf(raw["ends_at"], Number.POSITIVE_INFINITY),
        usesPerCustomer: uses ?? (terms.when.is_first_order ? 1 : null),
      },
    ];
  } catch (problem) {
    if (problem instanceof Malformed) return [];
    throw problem;
  }
}

function timeOf(written: unknown, otherwise: number): number {
  return typeof written === "string" ? Date.parse(written) : otherwise;
}
