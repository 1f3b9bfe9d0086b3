/** The server's catalogue over HTTP; used inside the worker, where nothing of the screen is at hand. */

import type { ArticlesPage, Changes } from "../protocol.ts";
import type { Server } from "./fill.ts";

const PATH = "/api/v1/till";
const PATIENCE_MS = 30_000;

/** `key`: the till's own. Every answer that is none rejects. */
export function serverWith(key: string): Server {
  return {
    articles: (after) => get<ArticlesPage>(`/articles?${new URLSearchParams(after ? { after } : {})}`, key),
    changes: (after) => get<Changes>(`/changes?after=${after}`, key),
  };
}

async function get<T>(path: string, key: string): Promise<T> {
  const answer = await fetch(PATH + path, {
    headers: { Authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return (await answer.json()) as T;
}
