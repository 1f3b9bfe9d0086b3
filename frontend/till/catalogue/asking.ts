/** What the screen and the catalogue's worker say to each other. */

import type { Article } from "../protocol.ts";
import type { Progress } from "./shelf.ts";

interface Asked {
  /** `owner`: the till, so that another's articles are not sold from; `key`: its key for the server. */
  open: { readonly owner: string; readonly key: string };
  byCode: { readonly codes: readonly string[]; readonly sku: string };
  byVariant: { readonly variants: readonly string[] };
  search: { readonly question: string; readonly most: number };
  keep: { readonly articles: readonly Article[] };
  renew: Record<string, never>;
}

export type Asking = { readonly [Ask in keyof Asked]: { readonly ask: Ask; readonly facts: Asked[Ask] } }[keyof Asked];
export type Question = Asking & { readonly id: number };

export type Answer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: string }
  | { readonly progress: Progress };
