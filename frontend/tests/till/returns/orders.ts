/** Orders as they are found, for tests of what comes back. */

import type { FoundLine, FoundOrder, Limits } from "../../../till/protocol.ts";

export function line(id: string, returnable: number, minor: number, more: Partial<FoundLine> = {}): FoundLine {
  return {
    id,
    variant: `variant of ${id}`,
    sku: id.toUpperCase(),
    title: id,
    quantity: returnable,
    unit: "piece",
    per: 1,
    returnable,
    returnable_minor: minor,
    picture: "",
    ...more,
  };
}

export function order(lines: readonly FoundLine[], more: Partial<FoundOrder> = {}): FoundOrder {
  return {
    id: "0195f000-0000-7000-8000-000000000001",
    number: "A-1007",
    channel: "web",
    status: "fulfilled",
    placed_at: "2026-11-01T10:00:00.000Z",
    customer: null,
    customer_name: "",
    store: "high-street",
    currency: "EUR",
    total_minor: lines.reduce((all, each) => all + each.returnable_minor, 0),
    due_minor: 0,
    can_collect: false,
    why_not: "",
    payments: [],
    lines,
    ...more,
  };
}

export const LIMITS: Limits = {
  discount_basis_points: 1000,
  return_minor: 10_000,
  cash_out_minor: 5_000,
  difference_minor: 500,
  return_without_receipt_minor: 2_000,
  return_days: 30,
};
