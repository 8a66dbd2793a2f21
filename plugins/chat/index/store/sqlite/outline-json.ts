import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { ChunkRecord } from '../index-store.js';

/** Start line, end line, kind, symbol, signature, hash, and what else is defined if anything: without names, the outlines of a large project load in half the time. */
type OutlineEntry = readonly [number, number, CodeKind, string | null, string | null, string, (readonly string[])?];

/** The chunk records of a file as they are kept in a column, as a JSON value. */
export function outlineEntries(chunks: readonly ChunkRecord[]): readonly OutlineEntry[] {
  return chunks.map(({ startLine, endLine, kind, symbol, signature, hash, defines = [] }) => {
    const known = [startLine, endLine, kind, symbol ?? null, signature ?? null, hash] as const;
    return defines.length === 0 ? known : [...known, defines];
  });
}

/** Throws a `SyntaxError` when it is not JSON. */
export function parseOutline(json: string): readonly ChunkRecord[] {
  return (JSON.parse(json) as readonly OutlineEntry[]).map(
    ([startLine, endLine, kind, symbol, signature, hash, defines]) => ({
      startLine,
      endLine,
      kind,
      symbol: symbol ?? undefined,
      signature: signature ?? undefined,
      hash,
      ...(defines !== undefined && { defines }),
    }),
  );
}
