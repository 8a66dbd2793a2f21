import type { Node } from 'web-tree-sitter';

/** A part of a text, with its lines (from zero). Both ends are beginnings of lines. */
export interface TextSpan {
  readonly start: number;
  readonly startRow: number;
  readonly end: number;
  readonly endRow: number;
}

/** What can be asked of a text while its trees are alive. Nodes must not be kept. */
export interface SyntaxTrees {
  /** The tree of the text, or of a part of it with the positions that it has in the whole. Throws when a bound is reached. */
  parse(span?: TextSpan): Node;
}
