/** The catalogue that is kept on this device: which shelf it lies on, how it is filled and renewed, one thing after another. */

import type { Article } from "../protocol.ts";
import { Catalogue, type Held } from "./catalogue.ts";
import { dropShelf, openShelf } from "./database_shelf.ts";
import { fill, follow, type Server } from "./fill.ts";
import type { Progress } from "./shelf.ts";

/** Two, so that a worn one is sold from while the new one is fetched. */
const SHELVES = ["duken-catalogue-1", "duken-catalogue-2"] as const;

export class KeptCatalogue {
  readonly #owner: string;
  readonly #server: Server;
  readonly #told: (progress: Progress) => void;
  #shelf: string;
  #catalogue: Catalogue;
  #renewing: Promise<boolean> | null = null;

  private constructor(
    owner: string,
    server: Server,
    told: (progress: Progress) => void,
    shelf: string,
    catalogue: Catalogue,
  ) {
    this.#owner = owner;
    this.#server = server;
    this.#told = told;
    this.#shelf = shelf;
    this.#catalogue = catalogue;
  }

  /** Of both shelves the fuller one; a shelf of another till is emptied. `told` hears how far it has come. */
  static async open(owner: string, server: Server, told: (progress: Progress) => void): Promise<KeptCatalogue> {
    const opened = await Promise.all(SHELVES.map((name) => openOwn(name, owner)));
    const [first, second] = opened as [Catalogue, Catalogue];
    const at = isFuller(second.progress, first.progress) ? 1 : 0;
    const kept = new KeptCatalogue(owner, server, told, SHELVES[at], opened[at]!);
    told(kept.#catalogue.progress);
    void kept.#catalogue.loadWords();
    return kept;
  }

  byCode(codes: readonly string[], sku: string): Promise<Held | null> {
    return this.#catalogue.byCode(codes, sku);
  }

  byVariant(variants: readonly string[]): Promise<readonly Article[]> {
    return this.#catalogue.byVariant(variants);
  }

  search(question: string, most: number): Promise<readonly Article[]> {
    return this.#catalogue.search(question, most);
  }

  /** What the server found is here the next time. */
  keep(articles: readonly Article[]): Promise<void> {
    return this.#catalogue.change(articles, [], this.#catalogue.progress.position);
  }

  /** Fetches what is missing, then what changed. Answers whether the settings changed; rejected without a network. Never twice at a time. */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const tell = () => this.#told(this.#catalogue.progress);
    await fill(this.#catalogue, this.#server, this.#owner, tell);
    const isSettingsChanged = await follow(this.#catalogue, this.#server);
    if (this.#catalogue.isWorn) await this.#refill();
    tell();
    return isSettingsChanged;
  }

  async #refill(): Promise<void> {
    const [shelf] = SHELVES.filter((name) => name !== this.#shelf);
    await dropShelf(shelf!);
    const fresh = await Catalogue.open(await openShelf(shelf!));
    await fill(fresh, this.#server, this.#owner, () => {});
    await follow(fresh, this.#server);
    const worn = this.#shelf;
    this.#shelf = shelf!;
    this.#catalogue = fresh;
    await dropShelf(worn);
  }
}

async function openOwn(name: string, owner: string): Promise<Catalogue> {
  const catalogue = await Catalogue.open(await openShelf(name));
  if (["", owner].includes(catalogue.progress.owner)) return catalogue;
  await dropShelf(name);
  return Catalogue.open(await openShelf(name));
}

/** A whole one is fuller than a part; of two whole ones the newer. */
function isFuller(one: Progress, other: Progress): boolean {
  const isWhole = (progress: Progress) => progress.next === null;
  if (isWhole(one) !== isWhole(other)) return isWhole(one);
  return isWhole(one) ? one.position > other.position : one.count > other.count;
}
