/** After five wrong PINs a pause, doubled by each further one: four digits are few. Kept over a reload. */

const FREE = 5;
const PAUSE_SECONDS = 30;

export interface Tries {
  readonly wrong: number;
  readonly at: number;
}
export const NO_TRIES: Tries = { wrong: 0, at: 0 };

/** Seconds until the next try, 0 for now. */
export function waitSeconds({ wrong, at }: Tries, nowMs: number): number {
  if (wrong < FREE) return 0;
  const pause = PAUSE_SECONDS * 2 ** Math.min(wrong - FREE, 7);
  // A clock that was set back since keeps nobody out for longer than that.
  return Math.max(0, Math.min(pause, pause + Math.ceil((at - nowMs) / 1000)));
}
