/** Speaks to a terminal. A method answers what is known; it never throws: no answer is uncertain. */

import { readTold, type Told, UNCERTAIN, type Wanted } from "./payment.ts";

export interface Terminal {
  /** "unknown": it never arrived there, so nothing was taken. "busy": another payment is under way, this one was not begun. */
  start(wanted: Wanted): Promise<Told | "busy">;
  ask(id: string): Promise<Told | "unknown">;
  cancel(id: string): Promise<Told | "unknown">;
}

const PATIENCE_MS = 4000;
const HEADERS = { "content-type": "application/json" };

/** `address` is the till's setting; `till` its code, shown on the terminal. */
export function terminalAt(address: string, till: string): Terminal {
  const base = address.replace(/\/+$/, "");
  const call = (id: string, method: string, what = "", body?: unknown) =>
    fetch(`${base}/payments/${id}${what}`, {
      method,
      headers: HEADERS,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  return {
    start: async ({ id, kind, amountMinor, currency }) => {
      const body = { kind, amount_minor: amountMinor, currency, till };
      const answer = await answerOf(call(id, "PUT", "", body));
      return answer.status === 409 && answer.problem === "busy" ? "busy" : answer.told;
    },
    ask: async (id) => known(await answerOf(call(id, "GET"))),
    cancel: async (id) => known(await answerOf(call(id, "POST", "/cancel"))),
  };
}

interface Answer {
  readonly status: number;
  readonly problem: unknown;
  readonly told: Told;
}

const NONE: Answer = { status: 0, problem: "", told: UNCERTAIN };

async function answerOf(calling: Promise<Response>): Promise<Answer> {
  try {
    const response = await calling;
    const body: unknown = await response.json();
    const told = response.ok ? readTold(body) : UNCERTAIN;
    return { status: response.status, problem: (body as { problem?: unknown } | null)?.problem, told };
  } catch {
    return NONE;
  }
}

/** Only the terminal itself may say that it knows of nothing: a 404 of something else on its way does not count. */
function known({ status, problem, told }: Answer): Told | "unknown" {
  return status === 404 && problem === "unknown" ? "unknown" : told;
}
