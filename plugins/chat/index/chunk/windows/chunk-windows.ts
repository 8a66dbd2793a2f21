import type { Chunk } from '../chunk.js';
import { limitChunks } from './limit-chunks.js';
import { nextCut, type WindowSize } from './next-cut.js';
import { SourceLines } from './source-lines.js';

export interface WindowOptions extends Partial<WindowSize> {
  /** Of the first line of the text, when it is a part of a file. */
  readonly startLine?: number | undefined;
  /** What the text is a part of: every window gets it. */
  readonly of?: Pick<Chunk, 'kind' | 'symbol' | 'signature' | 'context'> | undefined;
}

/**
 * Divides a text whose structure is not known, or a unit that is too long for one chunk: at blank lines, else at lines that
 * stand further left, into windows of about 40 lines or 2,000 characters and never more than 80 lines (but for files of
 * more than 300,000 lines, see `limitChunks`). A line is never divided. Linear in the length of the text.
 */
export function chunkWindows(text: string, options: WindowOptions = {}): readonly Chunk[] {
  const { startLine = 1, of = { kind: 'window' }, targetLines = 40, targetChars = 2000, maxLines = 80 } = options;
  const lines = new SourceLines(text);
  const chunks: Chunk[] = [];
  for (let from = 0; from < lines.count;) {
    const to = nextCut(lines, from, { targetLines, targetChars, maxLines });
    chunks.push({ startLine: startLine + from, endLine: startLine + to - 1, ...of, text: lines.slice(from, to) });
    from = to;
  }
  return limitChunks(chunks);
}
