/** Small things an app keeps on the device: its key, its settings, what lies parked. */

import { type IDBPDatabase, openDB } from "idb";

export class Kept {
  readonly #database: IDBPDatabase;

  private constructor(database: IDBPDatabase) {
    this.#database = database;
  }

  static async open(name: string): Promise<Kept> {
    return new Kept(await openDB(name, 1, { upgrade: (made) => void made.createObjectStore("kept") }));
  }

  async get<Value>(name: string): Promise<Value | null> {
    return ((await this.#database.get("kept", name)) as Value | undefined) ?? null;
  }

  async put(name: string, value: unknown): Promise<void> {
    const work = this.#database.transaction("kept", "readwrite", { durability: "strict" });
    await Promise.all([work.store.put(value, name), work.done]);
  }

  async drop(name: string): Promise<void> {
    await this.#database.delete("kept", name);
  }
}
