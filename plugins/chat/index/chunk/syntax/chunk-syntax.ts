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

/** Of one chunk: more are a table of data. */
const mostNames = 200;

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
  return {
    chunks: pieces.map((piece) => toChunk(piece, lines, outline)),
    imports: readImports(text, language, outline.roots),
  };
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

function toChunk(piece: Piece, lines: SourceLines, { names }: Outline): Chunk {
  const { startRow, endRow, kind, symbol, signature, context } = piece;
  const text = lines.slice(startRow, endRow + 1);
  const defines = namesIn(startRow, endRow, names);
  const chunk = { startLine: startRow + 1, endLine: endRow + 1, kind, symbol, signature, text, context };
  return defines.length === 0 ? chunk : { ...chunk, defines };
}

function namesIn(startRow: number, endRow: number, names: Outline['names']): readonly string[] {
  if (names.size === 0) return [];
  const found = new Set<string>();
  for (let row = startRow; row <= endRow; row += 1) for (const name of names.get(row) ?? []) found.add(name);
  return [...found].slice(0, mostNames);
}
