/** What a till and the server say to each other, as it travels (docs/reference/till.md). Amounts in minor units, quantities in the unit's smallest step. */

import type { Price } from "../quote/read/basket.ts";

/** One fact of a till's journal. `hash` is SHA-256 over the canonical JSON of all other fields; `previous` is the hash before it, "" for the first. */
export interface Entry<Kind extends EntryKind = EntryKind> {
  readonly id: string;
  /** From 1, without gaps, over all kinds. */
  readonly sequence: number;
  readonly kind: Kind;
  /** When it happened, by the till's clock: "2026-11-22T10:15:00.000Z". */
  readonly at: string;
  /** The id of the member of staff who did it. */
  readonly cashier: string;
  /** The shift it belongs to; a shift's own opening names itself. */
  readonly shift: string;
  readonly previous: string;
  readonly body: Bodies[Kind];
  readonly hash: string;
}

export interface Bodies {
  shift_opened: ShiftOpened;
  sold: Sold;
  collected: Collected;
  cash_moved: CashMoved;
  drawer_opened: { readonly reason: string };
  shift_closed: ShiftClosed;
}
export type EntryKind = keyof Bodies;

export interface ShiftOpened {
  readonly float_minor: number;
  /** How many of each coin and note, by its value in minor units. */
  readonly counted: Readonly<Record<string, number>>;
}

/** One receipt: goods sold, goods taken back, or both (an exchange), and one net amount. */
export interface Sold {
  /** `<till code>-<running number>`, without gaps. */
  readonly number: string;
  readonly currency: string;
  readonly language: string;
  readonly customer: string | null;
  /** The basket of another channel that was gone on with here: it ends with this receipt. */
  readonly cart: string | null;
  readonly lines: readonly SoldLine[];
  readonly returned: readonly ReturnedLine[];
  readonly coupons: readonly string[];
  readonly points: number;
  readonly points_minor: number;
  /** What a person took off: each with its reason, and who allowed it where the cashier may not. */
  readonly discounts: readonly ManualDiscount[];
  /** Codes of the promotions that worked. */
  readonly promotions: readonly string[];
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly added_tax_minor: number;
  readonly includes_tax: boolean;
  readonly rounding_minor: number;
  /** Of what was sold. */
  readonly total_minor: number;
  /** Of what came back. */
  readonly returned_minor: number;
  /** total − returned: below zero the customer gets money. The tenders add up to it. */
  readonly net_minor: number;
  readonly tenders: readonly Tender[];
  /** Cash the customer gave and got back; the cash tender is the difference. */
  readonly given_minor: number;
  readonly change_minor: number;
  /** The position of the feed up to which the till knew prices and promotions. */
  readonly known_until: number;
  readonly is_offline: boolean;
}

export interface SoldLine {
  /** Becomes the order's line: what is returned later names it. */
  readonly id: string;
  readonly variant: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** As on the article: a receipt says "0.345 kg × 12.99", not "345 ×". */
  readonly unit: string;
  readonly per: 1 | 100 | 1000;
  readonly unit_price_minor: number;
  readonly price_list: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly total_minor: number;
  readonly tax_minor: number;
  readonly tax_rate: string;
}

export interface ReturnedLine {
  /** The line of the order it was sold with; null without a receipt. */
  readonly order_line: string | null;
  readonly variant: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unit: string;
  readonly per: 1 | 100 | 1000;
  /** What goes back for all of it: prorated from the sale. */
  readonly amount_minor: number;
  readonly condition: "good" | "opened" | "damaged";
  readonly restock: boolean;
  readonly reason: string;
  readonly approved_by: string | null;
}

export interface ManualDiscount {
  readonly code: string;
  readonly amount_minor: number;
  /** Positions of lines, from 0; null for the whole basket. */
  readonly line_positions: readonly number[] | null;
  readonly reason: string;
  readonly approved_by: string | null;
}

/** "original": money that goes back the way it came, through what is no business of this till (a payment of the web, the same gift card). */
export type TenderMethod = "cash" | "card" | "gift_card" | "store_credit" | "original";

export interface Tender {
  readonly id: string;
  readonly method: TenderMethod;
  /** Below zero: given back. */
  readonly amount_minor: number;
  /** The terminal's own reference; for a gift card its code; for "original" the id of the payment (FoundOrder.payments). */
  readonly reference: string;
}

/** An order of another channel handed over here, and what was paid for it now. */
export interface Collected {
  readonly order: string;
  readonly number: string;
  /** False: it was only paid here; the goods come later or go elsewhere. */
  readonly is_handed_over: boolean;
  readonly code: string;
  readonly currency: string;
  readonly tenders: readonly Tender[];
  readonly given_minor: number;
  readonly change_minor: number;
}

/** Money into the drawer (above zero) or out of it, and why. */
export interface CashMoved {
  readonly amount_minor: number;
  readonly reason: string;
  readonly note: string;
  readonly approved_by: string | null;
}

export interface ShiftClosed {
  readonly counted: Readonly<Record<string, number>>;
  readonly counted_minor: number;
  readonly report: Report;
  readonly note: string;
  readonly approved_by: string | null;
}

/** X while the shift runs, Z when it closes: the same figures, added up by the till and again by the server. */
export interface Report {
  readonly currency: string;
  /** Of Z reports, from 1 without gaps; 0 on an X. */
  readonly number: number;
  readonly receipts: number;
  readonly sales_minor: number;
  readonly returns_minor: number;
  readonly discounts_minor: number;
  readonly tax_minor: number;
  readonly rounding_minor: number;
  readonly by_tender: Readonly<Partial<Record<TenderMethod, number>>>;
  readonly float_minor: number;
  readonly cash_in_minor: number;
  readonly cash_out_minor: number;
  /** What should lie in the drawer. */
  readonly expected_minor: number;
}

/** POST /api/v1/till/enrol {code, device_name}: the key of this device, and where the till's journal stands: a new device goes on from there. */
export interface Enrolled {
  readonly key: string;
  readonly till: { readonly id: string };
  readonly journal: {
    readonly next_sequence: number;
    readonly head: string;
    /** The last number given to a receipt, and to a Z report. */
    readonly receipts: number;
    readonly reports: number;
    /** Of the shift that is open, from the one that opened it: this device counts and closes it. */
    readonly entries: readonly Entry[];
  };
}

/** POST /api/v1/till/entries answers one for each entry, in order; the rest of a batch waits behind the first that is not taken. */
export interface EntryAnswer {
  readonly id: string;
  readonly result: "recorded" | "repeated" | "refused" | "waiting";
  /** Why it was refused: a code of docs/reference/refusals.md. */
  readonly problem: string;
  readonly order_number: string;
  /** Kinds of differences that were filed: "price", "stock", "points", "cash" … */
  readonly differences: readonly string[];
}

export interface Synced {
  readonly answers: readonly EntryAnswer[];
  /** What the server wants next. Lower than what was acknowledged before: it was restored from a backup; send again from there. */
  readonly next_sequence: number;
  readonly head: string;
}

/** POST /api/v1/till/health answers, beside where the journal stands. `settings` is their version; `drawer` null: this till has its own. */
export interface HealthTold {
  readonly now: string;
  readonly settings: string;
  readonly drawer?: SharedDrawer | null;
}

/** Of another till, by its name, whose drawer this one shares. */
export interface SharedDrawer {
  readonly till: string;
  readonly shift: { readonly id: string; readonly opened_at: string; readonly float_minor: number } | null;
}

/** One article as it is sold: what the quote engine wants, and what a cashier sees. */
export interface Article {
  readonly variant: string;
  readonly sku: string;
  readonly title: string;
  readonly product: string;
  readonly categories: readonly string[];
  readonly brand: string;
  readonly unit: string;
  readonly per: 1 | 100 | 1000;
  readonly step: number;
  readonly tax_rate: string;
  /** [code, pieces in the pack]. */
  readonly barcodes: readonly (readonly [string, number])[];
  readonly prices: readonly TimedPrice[];
  /** Address of a small picture, or "". */
  readonly picture: string;
  readonly popularity: number;
}

/** A step of a price list meant for this till's buyer, shop and channel; `group` "" is every customer's. */
export type TimedPrice = Price & {
  readonly group: string;
  readonly starts_at: string | null;
  readonly ends_at: string | null;
};

/** GET /api/v1/till/articles?after=…: best sold first. `next` null: that was all; `position` is where the feed of changes goes on. */
export interface ArticlesPage {
  readonly articles: readonly Article[];
  readonly next: string | null;
  readonly total: number;
  readonly position: number;
}

/** GET /api/v1/till/changes?after=position. `settings` true: ask for the settings again; `anew`: fetch the whole catalogue again, too much has changed to be told. */
export interface Changes {
  readonly articles: readonly Article[];
  readonly gone: readonly string[];
  readonly settings: boolean;
  readonly anew: boolean;
  readonly position: number;
}

/** GET /api/v1/till/settings: everything a till needs to sell without a network, but the articles. */
export interface Settings {
  readonly till: { readonly id: string; readonly code: string; readonly name: string };
  readonly store: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly address: string;
    readonly timezone: string;
    readonly country: string;
    readonly entity: string;
    readonly tax_number: string;
  };
  readonly channel: string;
  readonly currency: string;
  readonly languages: readonly string[];
  /** The smallest coin when all is paid in cash, else 1. */
  readonly cash_rounding_minor: number;
  /** Coins and notes, in minor units, largest first. */
  readonly denominations: readonly number[];
  readonly favourites: readonly string[];
  readonly cashiers: readonly Cashier[];
  readonly limits: Limits;
  readonly reasons: Readonly<Record<"discount" | "return" | "cash" | "drawer", readonly string[]>>;
  /** As the quote engine reads them, with `starts_at`, `ends_at`, `uses_per_customer` and the coupon codes that anybody may use. */
  readonly promotions: readonly Readonly<Record<string, unknown>>[];
  readonly coupons: Readonly<Record<string, string>>;
  readonly programme: Programme | null;
  /** How many points this till may still spend without asking. */
  readonly points_escrow: number;
  readonly receipt: {
    readonly header: string;
    readonly footer: string;
    readonly width: number;
    /** Before `<number>/<first 32 letters of the entry's hash>/`: where a receipt is read on a phone. */
    readonly address?: string;
  };
  readonly printer: string;
  readonly terminal: string;
  /** Barcodes with a weight or a price inside: the patterns of the shop, "2PPPPPPWWWWWC". */
  readonly patterns: readonly string[];
  readonly version: string;
}

/** A member of staff at this till. The PIN is checked here: PBKDF2-SHA256 over PIN and salt (base64). */
export interface Cashier {
  readonly id: string;
  readonly name: string;
  readonly is_manager: boolean;
  readonly salt: string;
  readonly iterations: number;
  readonly pin: string;
}

/** What a cashier may do alone; beyond it a manager's PIN is asked. */
export interface Limits {
  readonly discount_basis_points: number;
  readonly return_minor: number;
  readonly cash_out_minor: number;
  readonly difference_minor: number;
  readonly return_without_receipt_minor: number;
  readonly return_days: number;
}

export interface Programme {
  readonly name: string;
  readonly value_minor: number;
  readonly least: number;
  readonly most_basis_points: number;
  readonly points: number;
  readonly per_minor: number;
}

/** A customer as a seller may see them. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly group: string;
  readonly tier: string;
  readonly tier_per_mille: number;
  readonly points: number;
  readonly credit_minor: number;
  readonly is_first_order: boolean;
  /** Ids of promotions with a limit for each person that this one has used up. */
  readonly used_promotions: readonly string[];
  /** What the seller should know: preferences, notes. */
  readonly notes: readonly string[];
  readonly open_basket: { readonly id: string; readonly lines: number; readonly total_minor: number } | null;
  readonly orders_waiting: readonly string[];
}

/** GET /api/v1/till/orders?q=…: by number, phone, or the code on the receipt. */
export interface FoundOrder {
  readonly id: string;
  readonly number: string;
  readonly channel: string;
  readonly status: string;
  readonly placed_at: string;
  readonly customer: string | null;
  readonly customer_name: string;
  readonly store: string;
  readonly currency: string;
  readonly total_minor: number;
  /** What is still to be paid at the hand-over. */
  readonly due_minor: number;
  readonly can_collect: boolean;
  /** Why it cannot, in words. */
  readonly why_not: string;
  /** How it was paid: what can go back to where. */
  readonly payments: readonly {
    readonly id: string;
    readonly method: string;
    readonly tender: string;
    readonly refundable_minor: number;
  }[];
  readonly lines: readonly FoundLine[];
}

export interface FoundLine {
  readonly id: string;
  readonly variant: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unit: string;
  readonly per: 1 | 100 | 1000;
  readonly returnable: number;
  /** For all that is returnable; a part is worth `divide(amount × part, returnable)`, the last part what is left. */
  readonly returnable_minor: number;
  readonly picture: string;
}

/** GET /api/v1/till/stock?sku=…: where it is. */
export interface StockAt {
  readonly store: string;
  readonly name: string;
  readonly free: number;
  readonly is_here: boolean;
  readonly is_warehouse: boolean;
  readonly ready_by: string | null;
}

/** POST /api/v1/till/orders: what is not here, as an ordinary order; answered with its FoundOrder. Repeats are told by Idempotency-Key. */
export interface WantedOrder {
  readonly lines: readonly { readonly variant: string; readonly quantity: number }[];
  readonly customer: string | null;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  /** `store` is a StockAt.store, `country` two letters. */
  readonly delivery:
    | { readonly method: "pickup"; readonly store: string }
    | {
        readonly method: "delivery";
        readonly address: {
          readonly country: string;
          readonly city: string;
          readonly line1: string;
          readonly postcode: string;
        };
      };
  readonly language: string;
}

/** POST /api/v1/till/baskets/open: one of the three; `code` is six digits, `link` what a shared basket's QR says, `basket` a Customer.open_basket. */
export type WantedBasket = { readonly code: string } | { readonly link: string } | { readonly basket: string };

/** What it answers: the basket as it is now, for this till to go on with. */
export interface OpenedBasket {
  readonly id: string;
  readonly customer: Customer | null;
  readonly lines: readonly { readonly article: Article; readonly quantity: number }[];
  readonly coupons: readonly string[];
  readonly points: number;
}

/** POST /api/v1/till/leases: units set aside for this till. */
export interface Lease {
  readonly variant: string;
  readonly quantity: number;
  readonly until: string;
}
