/** The day and the minute on the shop's own clock, wherever the device thinks it is. */

import { DAYS } from "../../quote/read/basket.ts";

export interface ShopTime {
  readonly weekday: (typeof DAYS)[number];
  readonly minute: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

export function shopTime(at: Date, timezone: string): ShopTime {
  const parts = new Map(
    clockOf(timezone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const weekday = DAYS.find((day) => day === parts.get("weekday")!.toLowerCase())!;
  return { weekday, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  clocks.set(timeZone, clock);
  return clock;
}
