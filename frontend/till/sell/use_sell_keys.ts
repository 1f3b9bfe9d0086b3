/** The keyboard of the selling screen: keys by their place, where nobody is typing. Scans do not come here. */

import { useEffect } from "preact/hooks";

import { go, sale } from "../state.ts";
import { chosen, setQuantity, takeOut, undo } from "./change_sale.ts";
import { firstDigit } from "./first_digit.ts";
import { goPay } from "./go_pay.ts";
import { isHelpShown } from "./help_sheet.tsx";
import { park } from "./parked.ts";
import { stepOf } from "./quantities.ts";
import { close, open } from "./side.ts";

export function useSellKeys(): void {
  useEffect(() => {
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function press(event: KeyboardEvent): void {
  if (isTyping(event.target) || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const act = event.ctrlKey ? (event.code === "KeyZ" ? undo : null) : actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(event: KeyboardEvent): (() => void) | null {
  if (event.key === "?" || event.code === "F1" || (event.code === "Slash" && event.shiftKey)) return help;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && !event.shiftKey) return () => count(digit);
  return ACTS[event.code] ?? null;
}

const ACTS: Readonly<Record<string, () => void>> = {
  KeyF: find,
  Slash: find,
  KeyC: () => open({ what: "customer" }),
  KeyD: () => chosen.value && open({ what: "discount", line: chosen.value }),
  KeyB: () => sale.value.lines.length > 0 && open({ what: "discount", line: null }),
  KeyK: () => sale.value.lines.length > 0 && open({ what: "vouchers" }),
  KeyS: () => void park(),
  KeyR: () => open({ what: "parked" }),
  KeyU: undo,
  KeyO: () => go("orders"),
  KeyM: () => open({ what: "more" }),
  KeyP: () => void goPay(),
  KeyL: () => go("signin"),
  Escape: close,
  Equal: () => step(1),
  NumpadAdd: () => step(1),
  Minus: () => step(-1),
  NumpadSubtract: () => step(-1),
  ArrowUp: () => choose(-1),
  ArrowDown: () => choose(1),
  Delete: () => chosen.value && takeOut(chosen.value),
};

function help(): void {
  isHelpShown.value = true;
}

function find(): void {
  open({ what: "find" });
  requestAnimationFrame(() => document.getElementById("sell-search")?.focus());
}

function count(digit: string): void {
  if (!chosen.value) return;
  firstDigit.value = digit;
  open({ what: "line", line: chosen.value });
}

function step(steps: number): void {
  const line = sale.value.lines.find((one) => one.id === chosen.value);
  if (line) setQuantity(line.id, line.quantity + steps * stepOf(line.article));
}

function choose(steps: number): void {
  const { lines } = sale.value;
  const at = lines.findIndex((line) => line.id === chosen.value);
  chosen.value = lines[Math.min(lines.length - 1, Math.max(0, at + steps))]?.id ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
