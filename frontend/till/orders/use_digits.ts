/** The digits of a keyboard choose a line: one key instead of a tap, where nobody is typing. */

import { useEffect, useRef } from "preact/hooks";

/** `choose` is told 1 to 9. A scan's digits do not come here: they are taken before (scan/). */
export function useDigits(choose: (digit: number) => void): void {
  const newest = useRef(choose);
  newest.current = choose;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (digit && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)) {
        newest.current(Number(digit));
      }
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
