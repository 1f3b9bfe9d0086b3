/** A word that goes by itself, with at most one thing to do about it. */

import { signal } from "@preact/signals";

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
  const run = () => {
    one?.act?.run();
    shown.value = null;
  };
  return (
    <div class="toasts" role="status" aria-live="polite">
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
