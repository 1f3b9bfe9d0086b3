import assert from "node:assert/strict";
import { test } from "node:test";
import { articleByCode, openCatalogue } from "../../../till/catalogue/catalogue_client.ts";

interface Asked {
  readonly id: number;
  readonly ask: string;
  readonly facts: { readonly key?: string };
}

/** A worker that opens at once, and answers nothing else. */
class Beside {
  static readonly all: Beside[] = [];
  readonly heard: Asked[] = [];
  isEnded = false;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  constructor() {
    Beside.all.push(this);
  }
  postMessage(asked: Asked): void {
    this.heard.push(asked);
    if (asked.ask === "open") queueMicrotask(() => this.onmessage?.({ data: { id: asked.id, answer: null } }));
  }
  terminate(): void {
    this.isEnded = true;
  }
}

test("a device that is enrolled anew asks with its new key, and waits for nothing it asked with the old one", async () => {
  Object.assign(globalThis, { Worker: Beside });
  await openCatalogue("till", "old key");
  const asked = articleByCode(["4006381333931"], "");

  await openCatalogue("till", "new key");

  await assert.rejects(asked);
  assert.deepEqual(
    Beside.all.map(({ isEnded, heard }) => [isEnded, heard[0]?.facts.key]),
    [
      [true, "old key"],
      [false, "new key"],
    ],
  );
});
