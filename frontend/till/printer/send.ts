/** Bytes to the printer's program (docs/reference/till-printer.md). */

import type { Problem } from "./queue.ts";

const PATIENCE_MS = 8000;

/** "" when it was printed; never throws. */
export async function sendBytes(address: string, job: string, bytes: Uint8Array<ArrayBuffer>): Promise<Problem> {
  try {
    const answer = await fetch(`${address.replace(/\/+$/, "")}/print`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", job },
      body: bytes,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return "";
    const { problem } = (await answer.json()) as { problem?: unknown };
    return problem === "paper_out" || problem === "cover_open" ? problem : "unreachable";
  } catch {
    return "unreachable";
  }
}
