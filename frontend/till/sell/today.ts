/** The day it is in the shop. Pure. */

/** Whether a day ("2026-11-30") is over on the shop's own calendar. */
export function isPast(day: string, at: Date, timezone: string): boolean {
  return day < dayOf(at, timezone);
}

export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}
