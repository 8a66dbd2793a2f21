import type { SourceLines } from '../windows/source-lines.js';
import { rowFlag } from './outline.js';
import type { Piece } from './piece.js';

/** Lines of code between definitions that are worth a chunk of their own. */
const minCodeRows = 3;
/** Of comments: a licence, a chapter. */
const minCommentRows = 8;

/** Gives what lies between definitions to the neighbour where it belongs, unless it is enough for a chunk of its own. */
export function settleBetween(pieces: readonly Piece[], rows: Uint8Array, lines: SourceLines): Piece[] {
  const settled: Piece[] = [];
  /** Rows that the next piece begins with. */
  let startRow: number | undefined;
  pieces.forEach((piece, at) => {
    const before = settled.at(-1);
    const from = startRow ?? takeBlank(before, piece, lines);
    const isLast = at === pieces.length - 1;
    const fate = piece.between === undefined ? 'own' : fateOf(piece, { before, isLast, rows, lines });
    if (fate === 'next') startRow = from;
    else {
      startRow = undefined;
      if (fate === 'before' && before !== undefined) before.endRow = piece.endRow;
      else settled.push({ ...piece, startRow: from });
    }
  });
  return settled;
}

/** Ends of blocks. */
const closing = /^[\s)\]};,]*(?:fi|done|esac|end)?[\s;]*$/;

/** Blank lines and ends of blocks belong to what is above them. Returns where the piece begins without them. */
function takeBlank(before: Piece | undefined, piece: Piece, lines: SourceLines): number {
  if (before === undefined || piece.between === undefined) return piece.startRow;
  let row = piece.startRow;
  while (row < piece.endRow && closing.test(lines.line(row))) row += 1;
  before.endRow = row - 1;
  return row;
}

interface Surroundings {
  readonly before: Piece | undefined;
  readonly isLast: boolean;
  readonly rows: Uint8Array;
  readonly lines: SourceLines;
}

function fateOf(piece: Piece, { before, isLast, rows, lines }: Surroundings): 'own' | 'before' | 'next' {
  const count = (flag: number) => rows.subarray(piece.startRow, piece.endRow + 1).filter((row) => row & flag).length;
  const [code, comments] = [count(rowFlag.code), count(rowFlag.comment)];
  if (code >= minCodeRows || comments >= minCommentRows) return 'own';
  if (piece.between === 'header' && piece.endRow - piece.startRow < minCommentRows) return 'next';
  const followsInLevel = !isLast && piece.between !== 'last';
  if (before === undefined) return isLast ? 'own' : 'next';
  if (code === 0) return followsInLevel && comments > 0 ? 'next' : 'before';
  if (mentions(lines.slice(piece.startRow, piece.endRow + 1), before.symbol)) return 'before';
  return followsInLevel ? 'next' : code > 1 ? 'own' : 'before';
}

function mentions(text: string, symbol: string | undefined): boolean {
  const name = symbol?.slice(symbol.lastIndexOf('.') + 1);
  return name !== undefined && name !== '' && text.includes(name);
}
