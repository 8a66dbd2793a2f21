import type { Node } from 'web-tree-sitter';
import type { TextSpan } from './declaration.js';

/** Where a node is. One that ends with a line's end does not reach into the next line. */
export function spanOf(node: Node): TextSpan {
  const endsBefore = node.endPosition.column === 0 && node.endPosition.row > node.startPosition.row ? 0 : 1;
  return {
    start: node.startIndex,
    end: node.endIndex,
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + endsBefore,
  };
}
