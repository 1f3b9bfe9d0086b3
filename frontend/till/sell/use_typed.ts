/** Digits of a keyboard go where the keypad's go, while nobody types into a field. */

import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

export interface Typing {
  readonly longest: number;
  /** Digits alone, unless it says which keys. */
  readonly keys?: RegExp;
  readonly enter?: () => void;
  /** It stands in a dialog itself; else an open dialog has the keyboard. */
  readonly isInDialog?: boolean;
}

export function useTyped(typed: Signal<string>, typing: Typing): void {
  const newest = useRef(typing);
  newest.current = typing;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { longest, keys = /^\d$/, enter, isInDialog = false } = newest.current;
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey) return;
      if (!isInDialog && document.querySelector("dialog[open]")) return;
      if (keys.test(event.key)) typed.value = (typed.value + event.key).slice(0, longest);
      else if (event.key === "Backspace") typed.value = typed.value.slice(0, -1);
      else if (event.key === "Enter" && enter && typed.value) enter();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}
