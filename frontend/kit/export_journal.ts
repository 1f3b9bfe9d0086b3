/** The journal as a file: one entry a line, as it is hashed, so that it can be proven and sent by hand. */

import { canonical } from "./canonical.ts";
import type { Journal, Written } from "./journal.ts";

const AT_ONCE = 1000;

export async function journalFile<E extends Written>(journal: Journal<E>): Promise<Blob> {
  const parts: string[] = [];
  let last = 0;
  for (;;) {
    const entries = await journal.after(last, AT_ONCE);
    if (entries.length === 0) return new Blob(parts, { type: "application/x-ndjson" });
    parts.push(...entries.map((entry) => `${canonical(entry)}\n`));
    last = entries.at(-1)!.sequence;
  }
}

/** Hand it to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
