import type { Chunk } from '../chunk.js';
import { chunkPieces } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import { SourceLines } from '../windows/source-lines.js';
import { describeStatement } from './describe-statement.js';
import { sqlStatementEnds } from './sql-statements.js';

/**
 * Divides SQL by its statements, with the comments above them; the symbol is the name of what is created. Short ones without a
 * name (INSERT, SET, DROP) are joined.
 */
export function chunkSql(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  return chunkPieces(lines, piecesOf(lines, sqlStatementEnds(text)));
}

function piecesOf(lines: SourceLines, ends: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let to = 0;
  for (const end of [...ends, lines.text.length]) {
    // Statements that end on the same line are one piece.
    while (to < lines.count && lines.start(to) < end) to += 1;
    if (to === from) continue;
    const piece = pieceOf(lines, from, to);
    const before = piece.kind === 'window' ? pieces.pop() : undefined;
    pieces.push(before === undefined ? piece : { ...before, to });
    from = to;
  }
  return pieces;
}

/** Where there is no statement (comments at the end, GO) it is a window. */
function pieceOf(lines: SourceLines, from: number, to: number): Piece {
  const { symbol, signature } = describeStatement(lines.slice(from, to));
  if (signature === undefined) return { from, to, kind: 'window' };
  return {
    from,
    to,
    kind: 'statement',
    symbol,
    signature,
    label: signature,
    group: symbol === undefined ? '' : undefined,
  };
}
