/** Puts the focus on an element once, when it appears. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function useFocus<Focused extends HTMLElement>(): RefObject<Focused | null> {
  const element = useRef<Focused>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
