import { oneLine } from './one-line.js';
import type { Piece } from './piece.js';

/** In lines: pieces that are shorter are joined, up to so many. */
const tiny = 4;
const enough = 16;

/** Joins neighbours of the same kind that are only a few lines long. The name is the first one's, the signature all of them. */
export function joinTiny(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const rows = piece.endRow - piece.startRow + 1;
    const isJoined =
      before !== undefined &&
      before.kind === piece.kind &&
      rows <= tiny &&
      piece.endRow - before.startRow < enough &&
      before.symbol !== undefined;
    if (isJoined) joined[joined.length - 1] = { ...before, endRow: piece.endRow, ...together(before, piece) };
    else joined.push({ ...piece });
  }
  return joined;
}

function together(before: Piece, piece: Piece) {
  const signature = [before.signature, piece.signature].filter((line) => line !== undefined).join('; ');
  return { signature: oneLine(signature), nodes: [...before.nodes, ...piece.nodes] };
}
