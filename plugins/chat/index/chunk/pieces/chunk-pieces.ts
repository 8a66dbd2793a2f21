import type { Chunk } from '../chunk.js';
import { chunkWindows } from '../windows/chunk-windows.js';
import { limitChunks } from '../windows/limit-chunks.js';
import type { SourceLines } from '../windows/source-lines.js';
import { joinSmall } from './join-small.js';
import type { Piece } from './piece.js';

/** A piece of so much is not divided. */
const wholeLines = 80;
const wholeChars = 4000;

/** The chunks of a file that was divided into pieces: small neighbours are joined, long pieces come in windows. */
export function chunkPieces(lines: SourceLines, pieces: readonly Piece[]): readonly Chunk[] {
  return limitChunks(joinSmall(lines, pieces).flatMap((piece) => chunkPiece(lines, piece)));
}

/** Whether lines are few enough for one chunk. */
export function isWhole(lines: SourceLines, from: number, to: number): boolean {
  return to - from <= wholeLines && lines.start(to) - lines.start(from) <= wholeChars;
}

function chunkPiece(lines: SourceLines, piece: Piece): readonly Chunk[] {
  const { from, to, kind, symbol, signature } = piece;
  const text = lines.slice(from, to);
  const of = { kind, ...(symbol === undefined ? {} : { symbol }), ...(signature === undefined ? {} : { signature }) };
  if (isWhole(lines, from, to)) return text === '' ? [] : [{ startLine: from + 1, endLine: to, ...of, text }];
  return chunkWindows(text, { startLine: from + 1, of });
}
