import type { Node } from 'web-tree-sitter';
import type { DocComment, TextSpan } from './declaration.js';
import { spanOf } from './span-of.js';

const comments = new Set(['comment', 'line_comment', 'block_comment']);
/** Between a doc comment and what it is for. */
const between = new Set(['decorator', 'attribute_item']);

/** The comments right before a node: one block that begins with `/**`, or lines of `//` without a gap. */
export function docBefore(node: Node): DocComment | undefined {
  const found: Node[] = [];
  let next = node;
  for (let before = node.previousSibling; before; before = before.previousSibling) {
    if (!between.has(before.type)) {
      if (!comments.has(before.type) || !isRightBefore(before, next)) break;
      found.unshift(before);
      if (isBlock(before)) break;
    }
    next = before;
  }
  const block = found.find(isBlock);
  const chosen = block ? [block] : found.filter((comment) => /^\/\/\/?(?![/!])/.test(comment.text));
  if (chosen.length === 0) return undefined;
  return { raw: chosen.map(({ text }) => text.trimEnd()).join('\n'), spans: chosen.map(wholeComment), replacement: '' };
}

function isBlock(comment: Node): boolean {
  return comment.text.startsWith('/**');
}

/** Blocks may have an empty line after them; what stands behind code belongs to that code. */
function isRightBefore(comment: Node, next: Node): boolean {
  const gap = next.startPosition.row - spanOf(comment).endLine;
  const before = comment.previousSibling;
  const isBehindCode = before !== null && spanOf(before).endLine === comment.startPosition.row + 1;
  return gap >= 0 && gap <= (isBlock(comment) ? 1 : 0) && !isBehindCode;
}

/** Rust's comments end with the end of their line. */
function wholeComment(comment: Node): TextSpan {
  const span = spanOf(comment);
  return { ...span, end: span.start + comment.text.trimEnd().length };
}
