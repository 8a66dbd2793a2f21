import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { Node } from 'web-tree-sitter';

/** A definition with its place. Rows count from zero, both inclusive; comments directly above are in it. */
export interface OutlineItem {
  readonly startRow: number;
  readonly endRow: number;
  readonly kind: CodeKind;
  /** Qualified. */
  readonly symbol: string | undefined;
  readonly signature: string;
  readonly members: readonly OutlineItem[];
  readonly isBareHeader: boolean;
  readonly isDeclaration: boolean;
  /** Where to look for borders of statements. */
  readonly node: Node;
}

/** What is on a line beside definitions. */
export const rowFlag = { code: 1, comment: 2, broken: 4 } as const;

export interface Outline {
  readonly items: readonly OutlineItem[];
  /** Qualified names of constants, variables and attributes, by the row where they begin. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  /** Of every row, `rowFlag`s. */
  readonly rows: Uint8Array;
  /** Of the module: where to look for borders of what is between definitions. */
  readonly roots: readonly Node[];
}
