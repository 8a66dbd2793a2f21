import type { Chunk } from '../../../../../plugins/chat/index/chunk/chunk.js';

/** Lines, kind and symbol of each chunk: `1-4 entry services.api`. */
export function outlineOf(chunks: readonly Chunk[]): string[] {
  return chunks.map(({ startLine, endLine, kind, symbol }) =>
    [`${startLine}-${endLine}`, kind, symbol].filter(Boolean).join(' '),
  );
}
