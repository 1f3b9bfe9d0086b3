/** The server, asked as this till: with its key, in the cashier's language. */

import { type Asking, ask } from "../kit/api.ts";
import { language } from "../kit/words.ts";

let key = "";

/** main.tsx does, once the till is enrolled. */
export function bindKey(own: string): void {
  key = own;
}

/** `atServer("GET", "orders?q=17")`: under /api/v1/till/. Raises Unreachable or Problem (kit/api.ts). */
export function atServer<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  asking: Pick<Asking, "seconds" | "once" | "key"> = {},
): Promise<Answer> {
  return atShop<Answer>(method, `till/${path}`, body, asking);
}

/** The rest of the API: `atShop("POST", "gift-cards/balance", { code })`. */
export function atShop<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  asking: Pick<Asking, "seconds" | "once" | "key"> = {},
): Promise<Answer> {
  return ask<Answer>(method, `/api/v1/${path}`, body, { key, language: language.value, ...asking });
}
