/** Unpacked chunks, the last ones used: what sells often is read once. */

import type { Article } from "../protocol.ts";
import { unpack } from "./chunk.ts";
import type { Shelf } from "./shelf.ts";

const MOST = 200;

export class KeptChunks {
  readonly #shelf: Shelf;
  /** The least lately used first. */
  readonly #kept = new Map<number, Promise<readonly Article[]>>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get(number: number): Promise<readonly Article[]> {
    const kept = this.#kept.get(number) ?? this.#read(number);
    this.#kept.delete(number);
    this.#kept.set(number, kept);
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value!);
    return kept;
  }

  async #read(number: number): Promise<readonly Article[]> {
    const packed = await this.#shelf.chunk(number);
    return packed ? unpack(packed) : [];
  }
}
