/** Days and hours as people here say them. */

import { language, locale, t } from "../../kit/words.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SHORT = { day: "numeric", month: "short" } as const;
const LONG = { weekday: "long", day: "numeric", month: "long" } as const;
const DIGITS = { day: "2-digit", month: "2-digit" } as const;

/** "22 Nov", "5 Mar 2025": the year only when it is another. */
export function day(iso: string, now: Date): string {
  const at = new Date(iso);
  return written(at, at.getFullYear() === now.getFullYear() ? SHORT : { ...SHORT, year: "numeric" });
}

/** "today, 18:00", "tomorrow, 10:00", "Wednesday 25 November, 10:00". */
export function dayAndHour(iso: string, now: Date): string {
  const at = new Date(iso);
  const hour = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(at);
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
  if (days === 0) return t("today, {hour}", { hour });
  if (days === 1) return t("tomorrow, {hour}", { hour });
  return `${written(at, LONG)}, ${hour}`;
}

/** Chromium says that it knows Kazakh, and has no name of a month in it: there days are digits, as in Kazakhstan they often are. */
function written(at: Date, format: Intl.DateTimeFormatOptions): string {
  if (language.value !== "kk") return new Intl.DateTimeFormat(locale(), format).format(at);
  return new Intl.DateTimeFormat("ru-RU", format.year ? { ...DIGITS, year: "numeric" } : DIGITS).format(at);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
