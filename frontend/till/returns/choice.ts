/** What the cashier has chosen to take back, line by line. Pure: every change is a new choice. */

import type { FoundLine, FoundOrder, ReturnedLine } from "../protocol.ts";
import { without, worth } from "./worth.ts";

export type Condition = ReturnedLine["condition"];
export const CONDITIONS: readonly Condition[] = ["good", "opened", "damaged"];

export interface Part {
  readonly line: string;
  readonly quantity: number;
  readonly condition: Condition;
  /** Back on the shelf, to be sold again. */
  readonly restock: boolean;
}

export type Choice = readonly Part[];

export function partOf(choice: Choice, line: FoundLine): Part | undefined {
  return choice.find((part) => part.line === line.id);
}

/** A tap on a line: all of it, in good order and back on the shelf; another tap: not that one. */
export function toggle(choice: Choice, line: FoundLine): Choice {
  if (partOf(choice, line)) return choice.filter((part) => part.line !== line.id);
  if (line.returnable < 1) return choice;
  return [...choice, { line: line.id, quantity: line.returnable, condition: "good", restock: true }];
}

/** Every line that may come back. */
export function everything(order: FoundOrder): Choice {
  return order.lines.reduce<Choice>(toggle, []);
}

export function setQuantity(choice: Choice, line: FoundLine, quantity: number): Choice {
  const bounded = Math.min(Math.max(1, Math.trunc(quantity)), line.returnable);
  return changed(choice, line, { quantity: bounded });
}

/** What is damaged is not sold again; what is in good order or only opened goes back on the shelf unless somebody says no. */
export function setCondition(choice: Choice, line: FoundLine, condition: Condition): Choice {
  return changed(choice, line, { condition, restock: condition !== "damaged" });
}

export function setRestock(choice: Choice, line: FoundLine, restock: boolean): Choice {
  return changed(choice, line, { restock: restock && partOf(choice, line)?.condition !== "damaged" });
}

/** As the receipt says it; parts of one line one after the other, each shared from what the one before left. */
export function returnedLines(
  order: FoundOrder,
  choice: Choice,
  reason: string,
  approvedBy: string | null,
): ReturnedLine[] {
  const left = new Map(order.lines.map((line) => [line.id, line]));
  return choice.map((part) => {
    const line = left.get(part.line)!;
    left.set(line.id, without(line, part.quantity));
    return {
      order_line: line.id,
      variant: line.variant,
      sku: line.sku,
      title: line.title,
      quantity: part.quantity,
      unit: line.unit,
      per: line.per,
      amount_minor: worth(line, part.quantity),
      condition: part.condition,
      restock: part.restock,
      reason,
      approved_by: approvedBy,
    };
  });
}

export function amountOf(returned: readonly Pick<ReturnedLine, "amount_minor">[]): number {
  return returned.reduce((all, line) => all + line.amount_minor, 0);
}

function changed(choice: Choice, line: FoundLine, what: Partial<Part>): Choice {
  return choice.map((part) => (part.line === line.id ? { ...part, ...what } : part));
}
