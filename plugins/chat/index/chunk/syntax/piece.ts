import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { Node } from 'web-tree-sitter';

/** Rows of the file (from zero, both inclusive) that become a chunk, or several when they are many. */
export interface Piece {
  startRow: number;
  endRow: number;
  readonly kind: CodeKind;
  readonly symbol: string | undefined;
  readonly signature: string | undefined;
  readonly context: string | undefined;
  /** Where to look for borders of statements. */
  readonly nodes: readonly Node[];
  /** What lies between definitions: it is given to a neighbour when there is little of it. `last`: nothing of the same level follows. */
  readonly between?: 'inner' | 'last' | 'header' | undefined;
}
