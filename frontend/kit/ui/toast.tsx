/** A word that goes by itself, with at most one thing to do about it. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

interface Toast {
  readonly text: string;
  readonly act?: { readonly label: string; readonly run: () => void };
}
const shown = signal<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function toast(text: string, act?: Toast["act"]): void {
  clearTimeout(timer);
  shown.value = act ? { text, act } : { text };
  timer = setTimeout(() => {
    shown.value = null;
  }, 6000);
}

export function Toasts() {
  const one = shown.value;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => liftUp(place.current), [one]);
  const run = () => {
    one?.act?.run();
    shown.value = null;
  };
  return (
    <div class="toasts" popover="manual" role="status" aria-live="polite" ref={place}>
      {one && (
        <div class="toast">
          <span>{one.text}</span>
          {one.act && (
            <button type="button" class="button quiet" onClick={run}>
              {one.act.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** Over a sheet that is open, too. */
function liftUp(place: HTMLElement | null): void {
  if (place?.matches(":popover-open")) place.hidePopover();
  place?.showPopover();
}
