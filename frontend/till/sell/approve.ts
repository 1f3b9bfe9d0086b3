/** A manager allows what a cashier may not do alone: with their own PIN, at this till, also without a network. */

import { signal } from "@preact/signals";

import { keptHere } from "../device.ts";
import { isPinOf } from "../sign_in/check_pin.ts";
import { tryPin } from "../sign_in/try_pin.ts";
import { settings } from "../state.ts";

export interface Asked {
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly answer: (manager: string | null) => void;
}

/** What is asked for now; approve_sheet.tsx shows it. */
export const asked = signal<Asked | null>(null);

/** Answers the manager's id, or null if nobody allowed it. `what`: "discount", "return" …; `facts` are shown. */
export function approve(what: string, facts: Readonly<Record<string, unknown>> = {}): Promise<string | null> {
  asked.value?.answer(null);
  return new Promise((done) => {
    asked.value = {
      what,
      facts,
      answer: (manager) => {
        asked.value = null;
        done(manager);
      },
    };
  });
}

/** The manager this PIN is of; null if of none; or how many seconds to wait, for one who guesses. */
export function managerWith(pin: string): Promise<string | number | null> {
  return tryPin(keptHere(), "manager", () => ownerOf(pin));
}

async function ownerOf(pin: string): Promise<string | null> {
  for (const one of settings.value?.cashiers ?? []) {
    if (one.is_manager && (await isPinOf(one, pin))) return one.id;
  }
  return null;
}
