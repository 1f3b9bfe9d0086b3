/** The server, asked with the key of this device. */

/** No answer: no network, no server, or not in time. Nothing is known about what became of the request. */
export class Unreachable extends Error {}

/** The server answered no. `code` is stable, `detail` is told in the language asked for. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: number, told: Partial<Record<"code" | "detail", string>> & { facts?: Record<string, unknown> }) {
    super(told.code ?? String(status));
    this.status = status;
    this.code = told.code ?? `http.${status}`;
    this.detail = told.detail ?? "";
    this.facts = told.facts ?? {};
  }

  /** Not now: the same may work in a moment. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

export interface Asking {
  readonly key?: string;
  readonly language?: string;
  /** How long to wait for the whole answer. */
  readonly seconds?: number;
  /** The same key again is the same request. */
  readonly once?: string;
}

/** `ask("POST", "/api/v1/till/entries", { entries }, { key })`. Raises Unreachable or Problem. */
export async function ask<Answer>(method: string, path: string, body?: unknown, asking: Asking = {}): Promise<Answer> {
  const { key, language, seconds = 15, once } = asking;
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Authorization"] = `Bearer ${key}`;
  if (language) headers["Accept-Language"] = language;
  if (once) headers["Idempotency-Key"] = once;
  const signal = AbortSignal.timeout(seconds * 1000);
  const written = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { method, headers, signal, credentials: "omit", cache: "no-store", ...written });
    const text = await response.text();
    if (response.ok) return (text ? JSON.parse(text) : null) as Answer;
    throw new Problem(response.status, readProblem(text));
  } catch (trouble) {
    if (trouble instanceof Problem) throw trouble;
    throw new Unreachable(String(trouble));
  }
}

function readProblem(text: string): { code?: string; detail?: string; facts?: Record<string, unknown> } {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === "object" && told !== null ? told : {};
  } catch {
    return {}; // a proxy between us answers in its own words
  }
}
