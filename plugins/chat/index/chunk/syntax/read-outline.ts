import type { Node } from 'web-tree-sitter';
import type { SourceLines } from '../windows/source-lines.js';
import { freshRows } from './fresh-rows.js';
import { lastRow } from './last-row.js';
import type { Outline } from './outline.js';
import { OutlineReader } from './outline-reader.js';
import type { SyntaxLanguage } from './syntax-language.js';
import type { SyntaxTrees } from './syntax-trees.js';

/** Of a broken node: more are not written by people. */
const maxParts = 1000;

/**
 * The outline of a file. An error in one function often takes what follows it into its node; where a line inside of a broken node
 * begins something new, what is from there on is parsed on its own.
 */
export function readOutline(lines: SourceLines, language: SyntaxLanguage, trees: SyntaxTrees): Outline {
  const root = trees.parse();
  const rows = new Uint8Array(lines.count + 1);
  const roots = root.hasError
    ? childrenOf(root).flatMap((node) => healed(node, lines, language, trees))
    : root.namedChildren;
  const reader = new OutlineReader(language, lines.text, rows);
  return { items: reader.read(roots), names: reader.names, rows, roots };
}

/** When even the file as a whole makes no sense, its root is the error. */
function childrenOf(root: Node): readonly Node[] {
  return root.type === 'ERROR' ? [root] : root.namedChildren;
}

function healed(node: Node, lines: SourceLines, language: SyntaxLanguage, trees: SyntaxTrees): readonly Node[] {
  if (!node.hasError) return [node];
  const [firstRow, endRow] = [node.startPosition.row, lastRow(node)];
  const starts = freshRows(lines, language.freshStart, firstRow, endRow);
  if (starts.length === 0 || starts.length > maxParts) return [node];
  return [firstRow, ...starts].flatMap((startRow, at) => {
    const end = starts[at] ?? endRow + 1;
    return trees.parse({ start: lines.start(startRow), startRow, end: lines.start(end), endRow: end }).namedChildren;
  });
}
