/** Days and hours as people here say them. */

import { locale } from "../../kit/words.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** "22 Nov 2026": the year only when it is another. */
export function day(iso: string, now: Date): string {
  const at = new Date(iso);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", ...year }).format(at);
}

/** "today, 18:00", "tomorrow, 10:00", "Wednesday, 25 November, 10:00". */
export function dayAndHour(iso: string, now: Date): string {
  const at = new Date(iso);
  const hour = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(at);
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
  const name =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day")
      : new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(at);
  return `${name}, ${hour}`;
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
