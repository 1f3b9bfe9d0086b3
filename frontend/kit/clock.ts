/** Only this file reads the clock; prices and promotions change by it, so a screen that shows it is drawn again each half minute. */

import { signal } from "@preact/signals";

export const now = (): Date => new Date();
/** The present, fresh to half a minute. */
export const moment = signal(now());

export function keepTime(): () => void {
  const timer = setInterval(() => {
    moment.value = now();
  }, 30_000);
  return () => clearInterval(timer);
}
