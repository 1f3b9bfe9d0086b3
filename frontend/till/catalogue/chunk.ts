/** Some articles packed into a few bytes: deflated JSON. */

import type { Article } from "../protocol.ts";

/** One is unpacked to read one article: not too many, not too few to pack well. */
export const IN_CHUNK = 50;

export async function pack(articles: readonly Article[]): Promise<Uint8Array<ArrayBuffer>> {
  return through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(articles)));
}

export async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<readonly Article[]> {
  const bytes = await through(new DecompressionStream("deflate-raw"), packed);
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly Article[];
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
