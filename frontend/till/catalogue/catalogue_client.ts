/** The catalogue as the screen asks for it; the work is done in a worker. */

import { signal } from "@preact/signals";

import type { Article } from "../protocol.ts";
import type { Answer, Asking } from "./asking.ts";
import type { Held } from "./catalogue.ts";
import { NOTHING, type Progress } from "./shelf.ts";

/** How much of the shop's articles is here. */
export const progress = signal<Progress>(NOTHING);

let worker: Worker | null = null;
const waiting = new Map<
  number,
  { readonly done: (answer: unknown) => void; readonly failed: (problem: Error) => void }
>();
let last = 0;

/** Before anything else is asked; from then on scans find what is here. Again for a device enrolled anew: another key, other articles. */
export async function openCatalogue(owner: string, key: string): Promise<void> {
  end();
  worker = start();
  await asked({ ask: "open", facts: { owner, key } });
}

export function articleByCode(codes: readonly string[], sku: string): Promise<Held | null> {
  return asked({ ask: "byCode", facts: { codes, sku } });
}

export function articlesByVariant(variants: readonly string[]): Promise<readonly Article[]> {
  return asked({ ask: "byVariant", facts: { variants } });
}

export function searchArticles(question: string, most: number): Promise<readonly Article[]> {
  return asked({ ask: "search", facts: { question, most } });
}

/** What the server found is here the next time, also without a network. */
export function keepArticles(articles: readonly Article[]): Promise<void> {
  return asked({ ask: "keep", facts: { articles } });
}

/** Fetches what is missing and what changed; answers whether the settings changed. Rejected without a network. */
export function renewCatalogue(): Promise<boolean> {
  return asked({ ask: "renew", facts: {} });
}

function start(): Worker {
  const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    if ("progress" in data) {
      progress.value = data.progress;
      return;
    }
    const { done, failed } = waiting.get(data.id)!;
    waiting.delete(data.id);
    if ("problem" in data) failed(new Error(data.problem));
    else done(data.answer);
  };
  return started;
}

function end(): void {
  worker?.terminate();
  for (const { failed } of waiting.values()) failed(new Error("the catalogue was opened anew"));
  waiting.clear();
}

function asked<T>(asking: Asking): Promise<T> {
  if (!worker) return Promise.reject(new Error("the catalogue is not open yet"));
  const id = ++last;
  worker.postMessage({ ...asking, id });
  return new Promise<T>((done, failed) => waiting.set(id, { done: (answer) => done(answer as T), failed }));
}
