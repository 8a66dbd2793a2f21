import type { Chunk } from '../chunk.js';
import { entryPieces } from '../entries/entry-pieces.js';
import { chunkPieces } from '../pieces/chunk-pieces.js';
import { chunkWindows } from '../windows/chunk-windows.js';
import { SourceLines } from '../windows/source-lines.js';
import { readJson } from './read-json.js';

/**
 * Divides JSON (with comments, too) by the keys at the top, big values by the keys in them: `scripts.build`; elements of lists
 * go by their name or their place. Only what begins a line is divided: a file of one line is one window.
 */
export function chunkJson(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  const entries = lines.count < 2 ? [] : (readJson(lines) ?? []);
  if (entries.length === 0) return chunkWindows(text);
  return chunkPieces(lines, entryPieces(lines, { from: 0, to: lines.count, path: '' }, entries));
}
