import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { ChunkRecord } from '../index-store.js';

/** Start line, end line, kind, symbol, signature, hash: without names, the outlines of a large project load in half the time. */
type OutlineEntry = readonly [number, number, CodeKind, string | null, string | null, string];

/** The chunk records of a file as they are kept in a column, as a JSON value. */
export function outlineEntries(chunks: readonly ChunkRecord[]): readonly OutlineEntry[] {
  return chunks.map((chunk) => [
    chunk.startLine,
    chunk.endLine,
    chunk.kind,
    chunk.symbol ?? null,
    chunk.signature ?? null,
    chunk.hash,
  ]);
}

/** Throws a `SyntaxError` when it is not JSON. */
export function parseOutline(json: string): readonly ChunkRecord[] {
  return (JSON.parse(json) as readonly OutlineEntry[]).map(([startLine, endLine, kind, symbol, signature, hash]) => ({
    startLine,
    endLine,
    kind,
    symbol: symbol ?? undefined,
    signature: signature ?? undefined,
    hash,
  }));
}
