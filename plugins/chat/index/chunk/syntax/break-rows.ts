import type { Node } from 'web-tree-sitter';
import type { SourceLines } from '../windows/source-lines.js';
import type { Piece } from './piece.js';

/** Nodes of so many characters are not looked into. */
const smallNode = 800;
/** Enough for any piece that people wrote; a table of a million numbers is divided as windows are. */
const maxNodes = 20_000;

/**
 * Rows of a piece where a statement (or an entry, a member) begins its line, and how deep it is: 0 for what is directly in the
 * piece. Looks only into nodes that are too long to stay whole.
 */
export function breakRows(piece: Piece, lines: SourceLines): ReadonlyMap<number, number> {
  const depths = new Map<number, number>();
  let level = piece.nodes;
  let seen = 0;
  for (let depth = 0; level.length > 0 && seen < maxNodes; depth += 1) {
    const inner: Node[] = [];
    for (const node of level) {
      const { row, column } = node.startPosition;
      if (row > piece.endRow) break;
      seen += 1;
      // What a piece consists of begins with its comments: they are not divided from it.
      const isOwn = depth === 0 && piece.nodes.length === 1 && piece.between === undefined;
      const isInside = !isOwn && row > piece.startRow && column === lines.indent(row);
      if (isInside && !depths.has(row)) depths.set(row, depth);
      if (isLong(node, piece)) inner.push(...node.namedChildren);
    }
    level = inner;
  }
  return depths;
}

function isLong(node: Node, piece: Piece): boolean {
  return (
    node.endIndex - node.startIndex > smallNode &&
    node.endPosition.row > Math.max(piece.startRow, node.startPosition.row)
  );
}
