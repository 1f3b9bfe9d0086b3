/** The keys of the paying screen: digits, Enter for cash, C for card, G for gift card, Escape back to the basket. */

import { useEffect, useRef } from "preact/hooks";
import { leave } from "./paying.ts";

export interface PayKeys {
  readonly typed: string;
  readonly type: (typed: string) => void;
  readonly enter: () => void;
  readonly card: () => void;
  readonly gift: () => void;
}

export function usePayKeys(keys: PayKeys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
      const done = act(event, newest.current);
      if (done) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** By the place of the key: the same under every keyboard layout. True if it meant something here. */
function act(event: KeyboardEvent, keys: PayKeys): boolean {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined && !event.shiftKey) keys.type(keys.typed + digit);
  else if (event.code === "Period" || event.code === "NumpadDecimal" || event.code === "Comma")
    keys.type(`${keys.typed}.`);
  else if (event.code === "Backspace") keys.type(keys.typed.slice(0, -1));
  else if (event.code === "Escape" && keys.typed !== "") keys.type("");
  else if (event.code === "Escape") leave();
  else if (event.code === "KeyC") keys.card();
  else if (event.code === "KeyG") keys.gift();
  else if ((event.code === "Enter" || event.code === "NumpadEnter") && !isOnButton(event)) keys.enter();
  else return false;
  return true;
}

function isOnButton(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest("button, a") !== null;
}
