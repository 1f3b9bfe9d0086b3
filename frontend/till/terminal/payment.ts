/** A card payment as a terminal tells it (docs/reference/till-terminal.md), and as it is kept on the device. */

import type { Checkout } from "../pay/checkout.ts";

export const STATES = ["waiting", "approved", "declined", "cancelled", "timed_out", "uncertain"] as const;
export type State = (typeof STATES)[number];

/** What the terminal says. */
export interface Told {
  readonly state: State;
  /** The terminal's own name for it. */
  readonly reference: string;
  readonly card: string;
  readonly reason: string;
}

/** What is asked of it. */
export interface Wanted {
  /** Made here, once: whatever happens, this payment is asked after by it. */
  readonly id: string;
  readonly kind: "sale" | "refund";
  /** Above zero either way. */
  readonly amountMinor: number;
  readonly currency: string;
}

/** Written down before the terminal is asked, with all it takes to finish the sale after a crash. */
export interface Intent {
  readonly wanted: Wanted;
  readonly startedAt: string;
  readonly told: Told;
  /** What it pays for; null once the sale was paid in another way, or for money that is given back. */
  readonly checkout: Checkout | null;
  /** Of a refund: the intent whose money it gives back. */
  readonly givesBack: string | null;
}

/** Nobody knows yet: how every payment begins, and what no answer means. */
export const UNCERTAIN: Told = { state: "uncertain", reference: "", card: "", reason: "" };

export function isFinal(state: State): boolean {
  return state !== "waiting" && state !== "uncertain";
}

/** Ended without money: the customer may pay in another way. */
export function isRefused(state: State): boolean {
  return isFinal(state) && state !== "approved";
}

/** Reads an answer; anything odd is uncertain, never a no. */
export function readTold(answer: unknown): Told {
  const { state, reference, card, reason } = (answer ?? {}) as Record<string, unknown>;
  if (!STATES.includes(state as State)) return UNCERTAIN;
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, 80) : "");
  return { state: state as State, reference: text(reference), card: text(card), reason: text(reason) };
}
