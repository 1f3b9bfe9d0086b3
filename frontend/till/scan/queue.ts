/** Scans wait for each other and for the screen on top: a thousand in a row are taken one after another, and none is lost. */

export interface Told {
  /** Asked when a scan comes, and again when a screen is to take it; whoever says yes has said why. */
  readonly isRefused: () => boolean;
  /** A handler failed; the scans behind this one are taken all the same. */
  readonly failed: (text: string) => void;
}

/** `false`: not mine; the screen below is asked. */
export type Handler = (text: string) => unknown;

export class ScanQueue {
  readonly #handlers: Handler[] = [];
  readonly #waiting: string[] = [];
  readonly #told: Told;
  #isTaking = false;

  constructor(told: Told) {
    this.#told = told;
  }

  /** The last one that came is on top. Answers how to leave again. */
  add(handler: Handler): () => void {
    this.#handlers.push(handler);
    void this.#takeAll();
    return () => {
      const at = this.#handlers.lastIndexOf(handler);
      if (at >= 0) this.#handlers.splice(at, 1);
    };
  }

  /** Without any handler it waits for the first. */
  put(text: string): void {
    if (this.#told.isRefused()) return;
    this.#waiting.push(text);
    void this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      while (this.#waiting.length > 0 && this.#handlers.length > 0) await this.#take(this.#waiting.shift()!);
    } finally {
      this.#isTaking = false;
    }
  }

  async #take(text: string): Promise<void> {
    if (this.#told.isRefused()) return;
    try {
      for (const handler of [...this.#handlers].reverse()) if ((await handler(text)) !== false) return;
    } catch {
      this.#told.failed(text);
    }
  }
}
