/** Articles for a few typed letters: those of the device at once, and the server's behind them where the device has few. */

import { articleByCode, keepArticles, progress, searchArticles } from "../catalogue/catalogue_client.ts";
import type { Article } from "../protocol.ts";
import { atServer } from "../server.ts";
import { link } from "../state.ts";

export interface FoundArticles {
  readonly articles: readonly Article[];
  readonly isAsking: boolean;
  /** The server was not asked. */
  readonly isHereOnly: boolean;
}

const MOST = 30;
/** With fewer than this from a device that does not have all articles, the server is asked too. */
const FEW = 6;

/** `tell` is called once or twice. */
export async function findArticles(typed: string, tell: (found: FoundArticles) => void): Promise<void> {
  const here = await findHere(typed);
  const isOffline = link.value.state === "offline";
  const isEnough = here.length >= FEW || (here.length > 0 && progress.value.next === null);
  tell({ articles: here, isAsking: !isEnough && !isOffline, isHereOnly: isOffline });
  if (isEnough || isOffline) return;
  const there = await findThere(typed);
  const known = new Set(here.map((article) => article.variant));
  const more = (there ?? []).filter((article) => !known.has(article.variant));
  if (more.length > 0) await keepArticles(more);
  tell({ articles: [...here, ...more], isAsking: false, isHereOnly: there === null });
}

async function findHere(typed: string): Promise<readonly Article[]> {
  const [held, found] = await Promise.all([articleByCode([typed.trim()], typed), searchArticles(typed, MOST)]);
  if (!held) return found;
  return [held.article, ...found.filter((article) => article.variant !== held.article.variant)];
}

async function findThere(typed: string): Promise<readonly Article[] | null> {
  try {
    const query = new URLSearchParams({ q: typed });
    return (
      await atServer<{ readonly articles: readonly Article[] }>("GET", `articles/search?${query}`, undefined, {
        seconds: 5,
      })
    ).articles;
  } catch {
    return null;
  }
}
