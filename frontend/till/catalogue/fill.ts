/** Fetches the shop's articles, best sold first, and then what changes; the till sells meanwhile. */

import type { ArticlesPage, Changes } from "../protocol.ts";
import type { Catalogue } from "./catalogue.ts";

/** What the server is asked. Each may fail: then it is asked again later. */
export interface Server {
  articles(after: string): Promise<ArticlesPage>;
  changes(after: number): Promise<Changes>;
}

/** So many become part of the catalogue at once; between them somebody may scan. */
const SLICE = 500;

/** Goes on where it stopped; `told` after each slice of a page. Ends when all is here. */
export async function fill(catalogue: Catalogue, server: Server, owner: string, told: () => void): Promise<void> {
  while (catalogue.progress.next !== null) {
    const { next } = catalogue.progress;
    const page = await server.articles(next);
    for (let at = 0; at === 0 || at < page.articles.length; at += SLICE) {
      const isLast = at + SLICE >= page.articles.length;
      const { position } = catalogue.progress;
      await catalogue.add(page.articles.slice(at, at + SLICE), {
        total: page.total,
        // A page that was not put whole is fetched again: of what comes twice the later counts.
        next: isLast ? page.next : next,
        // What changes while the rest is fetched is told by the feed from where the first page was read.
        position: position < 0 ? page.position : position,
        owner,
      });
      told();
    }
  }
}

/** Follows the feed to its end; a catalogue of which too much has changed is worn. Answers whether the settings changed too. */
export async function follow(catalogue: Catalogue, server: Server): Promise<boolean> {
  let isSettingsChanged = false;
  for (;;) {
    const { position } = catalogue.progress;
    const changes = await server.changes(position);
    isSettingsChanged ||= changes.settings;
    if (changes.anew) {
      catalogue.wear();
      return isSettingsChanged;
    }
    if (changes.position <= position) return isSettingsChanged;
    await catalogue.change(changes.articles, changes.gone, changes.position);
  }
}
