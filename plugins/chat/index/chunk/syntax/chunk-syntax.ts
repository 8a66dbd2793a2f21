import type { Chunk, ChunkedFile } from '../chunk.js';
import { SourceLines } from '../windows/source-lines.js';
import { dividePiece } from './divide-piece.js';
import { joinTiny } from './join-tiny.js';
import { layOut } from './lay-out.js';
import { rowFlag, type Outline } from './outline.js';
import type { Piece } from './piece.js';
import { readImports } from './read-imports.js';
import { readOutline } from './read-outline.js';
import { settleBetween } from './settle-between.js';
import type { SyntaxLanguage } from './syntax-language.js';
import type { SyntaxTrees } from './syntax-trees.js';

/** Chunks and imports of a text by its tree; `undefined` when most of it makes no sense in the language. */
export function chunkSyntax(
  text: string,
  language: SyntaxLanguage,
  trees: SyntaxTrees,
): Pick<ChunkedFile, 'chunks' | 'imports'> | undefined {
  const lines = new SourceLines(text);
  const outline = readOutline(lines, language, trees);
  const laidOut = layOut(outline, lines.count);
  if (isMostlyBroken(outline, laidOut)) return undefined;
  const settled = settleBetween(laidOut, outline.rows, lines);
  const pieces = (language.joinsTiny === true ? joinTiny(settled) : settled).flatMap((piece) =>
    dividePiece(piece, lines),
  );
  return { chunks: pieces.map((piece) => toChunk(piece, lines)), imports: readImports(text, language, outline.roots) };
}

/** Whether more than half of the lines are in errors and in no definition. */
function isMostlyBroken({ rows }: Outline, pieces: readonly Piece[]): boolean {
  const isBroken = (row: number) => ((rows[row] ?? 0) & rowFlag.broken) !== 0;
  let broken = 0;
  for (const { between, startRow, endRow } of pieces) {
    if (between === undefined) continue;
    for (let row = startRow; row <= endRow; row += 1) if (isBroken(row)) broken += 1;
  }
  return broken > (rows.length - 1) / 2;
}

function toChunk({ startRow, endRow, kind, symbol, signature, context }: Piece, lines: SourceLines): Chunk {
  const text = lines.slice(startRow, endRow + 1);
  return { startLine: startRow + 1, endLine: endRow + 1, kind, symbol, signature, text, context };
}
