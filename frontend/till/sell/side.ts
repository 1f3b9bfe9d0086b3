/** What stands beside the basket. */

import { signal } from "@preact/signals";

export type Side =
  | { readonly what: "find" }
  /** How much of a line. */
  | { readonly what: "line"; readonly line: string }
  /** A discount of a line; null: of everything. */
  | { readonly what: "discount"; readonly line: string | null }
  | { readonly what: "customer" | "vouchers" | "parked" | "more" | "camera" };

/** `isShown`: on a phone there is room for one of the two, and this is it. */
export const side = signal<Side & { readonly isShown: boolean }>({ what: "find", isShown: false });

export function open(next: Side): void {
  side.value = { ...next, isShown: true };
}

export function close(): void {
  side.value = { what: "find", isShown: false };
}
