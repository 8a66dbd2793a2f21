import type { Chunk } from '../chunk.js';
import { chunkPieces, isWhole } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import { SourceLines } from '../windows/source-lines.js';
import { htmlBlocks, type HtmlBlock } from './html-blocks.js';

/** Blocks are gathered up to this. */
const gatheredLines = 40;
const gatheredChars = 2000;

/**
 * Divides HTML, templates and single-file components where blocks begin: sections, headings, elements with an id, template
 * blocks. What is gathered in one chunk goes by the first that has a name.
 */
export function chunkHtml(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  return chunkPieces(lines, gather(lines, htmlBlocks(lines)));
}

function gather(lines: SourceLines, blocks: readonly HtmlBlock[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let symbol: string | undefined;
  const end = (to: number) => {
    if (to > from) pieces.push({ from, to, kind: symbol === undefined ? 'window' : 'section', symbol });
    from = to;
    symbol = undefined;
  };
  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]?.line ?? lines.count;
    const isFull = next - from > gatheredLines || lines.start(next) - lines.start(from) > gatheredChars;
    if (isFull || !isWhole(lines, from, next)) end(block.line);
    symbol ??= block.name;
  }
  end(lines.count);
  return pieces;
}
