/** What the till is doing now. Signals: a screen that reads one is drawn again when it changes. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { moment } from "../kit/clock.ts";
import { AT_REST, type Link } from "../kit/link.ts";
import type { Quote } from "../quote/quote_basket.ts";
import type { Refused } from "../quote/refused.ts";
import type {
  Article,
  Bodies,
  Cashier,
  Customer,
  Entry,
  EntryKind,
  ManualDiscount,
  ReturnedLine,
  Settings,
} from "./protocol.ts";
import { quoteSale } from "./sell/quote_sale.ts";

export interface SaleLine {
  readonly id: string;
  readonly article: Article;
  readonly quantity: number;
  readonly title: string;
}

/** The basket being made. */
export interface Sale {
  readonly lines: readonly SaleLine[];
  readonly returned: readonly ReturnedLine[];
  readonly customer: Customer | null;
  readonly coupons: readonly string[];
  readonly points: number;
  readonly discounts: readonly ManualDiscount[];
  /** The basket of another channel it goes on with. */
  readonly cart: string | null;
}
export const NO_SALE: Sale = {
  lines: [],
  returned: [],
  customer: null,
  coupons: [],
  points: 0,
  discounts: [],
  cart: null,
};

export interface OpenShift {
  readonly id: string;
  readonly opened_at: string;
  readonly float_minor: number;
  /** Whose drawer it is, where this till shares another's: it is counted and closed there. */
  readonly drawerOf?: string;
}

export type ScreenName =
  | "enrol"
  | "signin"
  | "sell"
  | "pay"
  | "done"
  | "customer"
  | "orders"
  | "order"
  | "returns"
  | "stock"
  | "shift"
  | "close"
  | "settings";
export interface Screen {
  readonly name: ScreenName;
  readonly facts: Readonly<Record<string, unknown>>;
}

export const settings = signal<Settings | null>(null);
export const cashier = signal<Cashier | null>(null);
export const shift = signal<OpenShift | null>(null);
/** The till whose drawer this one shares, "" where it has its own. */
export const drawerOf = signal("");
export const sale = signal<Sale>(NO_SALE);
export const screen = signal<Screen>({ name: "signin", facts: {} });
export const isTraining = signal(false);
export const link = signal<Link>(AT_REST);

/** What the sale costs now; null while nothing is sold. */
export const quoted: ReadonlySignal<Quote | Refused | null> = computed(() =>
  settings.value ? quoteSale(sale.value, settings.value, moment.value) : null,
);

export function go(name: ScreenName, facts: Readonly<Record<string, unknown>> = {}): void {
  screen.value = { name, facts };
}

type Recorder = <Kind extends EntryKind>(kind: Kind, body: Bodies[Kind]) => Promise<Entry<Kind>>;
let recorder: Recorder = () => Promise.reject(new Error("the journal is not open yet"));

/** main.tsx binds the journal of this device. */
export function bindRecorder(bound: Recorder): void {
  recorder = bound;
}

/** The only way anything becomes true: when it answers, the entry is on the disk. In training it writes nothing. */
export const record: Recorder = (kind, body) => recorder(kind, body);
