/** A PIN is tried: one after another, so that who types faster than it is checked gains nothing, and wrong ones counted. */

import { now } from "../../kit/clock.ts";
import type { Kept } from "../../kit/kept.ts";
import { NO_TRIES, type Tries, waitSeconds } from "./tries.ts";

let last: Promise<unknown> = Promise.resolve();

/** What `check` found; null for a wrong PIN, which counts against `whose`; or how many seconds to wait, for one who guesses. */
export function tryPin<Found extends object | string>(
  kept: Pick<Kept, "get" | "put" | "drop">,
  whose: string,
  check: () => Promise<Found | null>,
): Promise<Found | number | null> {
  const tried = last.then(() => tryOnce(kept, `tries:${whose}`, check));
  last = tried.catch(() => {});
  return tried;
}

async function tryOnce<Found>(
  kept: Pick<Kept, "get" | "put" | "drop">,
  name: string,
  check: () => Promise<Found | null>,
): Promise<Found | number | null> {
  const tries = (await kept.get<Tries>(name)) ?? NO_TRIES;
  const wait = waitSeconds(tries, now().getTime());
  if (wait > 0) return wait;
  const found = await check();
  if (found !== null) await kept.drop(name);
  else await kept.put(name, { wrong: tries.wrong + 1, at: now().getTime() });
  return found;
}
