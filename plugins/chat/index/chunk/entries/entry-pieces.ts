import { isWhole } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import type { SourceLines } from '../windows/source-lines.js';
import type { Entry } from './entry.js';
import { entryName } from './entry-name.js';

/** More lines than this above the first child are a piece of their own. */
const headLines = 10;

/** So deep big values are divided. */
const deepest = 8;

/**
 * The pieces of lines that hold entries: one for each entry, big ones divided into those in them, with the path of keys for a
 * symbol: `services.api`. What stands before the first entry belongs to it.
 */
export function entryPieces(
  lines: SourceLines,
  place: { readonly from: number; readonly to: number; readonly path: string },
  entries: readonly Entry[],
): readonly Piece[] {
  return piecesOf(lines, { ...place, depth: 0 }, entries);
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly depth: number;
}

function piecesOf(lines: SourceLines, place: Place, entries: readonly Entry[]): readonly Piece[] {
  const { from, to, path, depth } = place;
  const begun = entries
    .map((entry, at) => ({ entry, line: entry.line, name: entryName(entry, at) }))
    .filter(({ line }, at) => at === 0 || line > (entries[at - 1]?.line ?? -1));
  const first = begun[0];
  if (first === undefined) return from < to ? [{ from, to, ...nameOf(path) }] : [];
  const hasHead = first.line - from > headLines;
  const head: readonly Piece[] = hasHead ? [{ from, to: first.line, ...nameOf(path) }] : [];
  const pieces = begun.map(({ entry, line, name }, at) => {
    const start = at > 0 || hasHead ? line : from;
    const inner = { from: start, to: begun[at + 1]?.line ?? to, path: joinPath(path, name), depth: depth + 1 };
    return isDivided(lines, inner, entry)
      ? piecesOf(lines, inner, entry.children)
      : [{ ...nameOf(inner.path), from: inner.from, to: inner.to, label: name, group: path }];
  });
  return [...head, ...pieces.flat()];
}

function isDivided(lines: SourceLines, place: Place, entry: Entry): boolean {
  return !isWhole(lines, place.from, place.to) && entry.children.length > 0 && place.depth < deepest;
}

function nameOf(path: string): Pick<Piece, 'kind' | 'symbol'> {
  return path === '' ? { kind: 'entry' } : { kind: 'entry', symbol: path };
}

function joinPath(path: string, name: string): string {
  return path === '' || name.startsWith('[') ? path + name : `${path}.${name}`;
}
