import type { Node } from 'web-tree-sitter';

/** The last line (from zero) that a node has text on: some grammars count the line end as a part of the node. */
export function lastRow(node: Node): number {
  const { row, column } = node.endPosition;
  return column === 0 && row > node.startPosition.row ? row - 1 : row;
}
