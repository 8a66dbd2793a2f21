import type { Node } from 'web-tree-sitter';
import { oneLine } from '../syntax/one-line.js';

/** Longer signatures are cut anyway. */
const enough = 1000;

/** From the name on, without decorators, up to the body; of what has none the first line. */
export function headOf(text: string, node: Node, body: Node | null | undefined): string {
  const start = text[node.startIndex] === '@' ? afterDecorators(node) : node.startIndex;
  const head = text.slice(start, Math.min(body?.startIndex ?? node.endIndex, start + enough));
  const line = body ? head : (head.split('\n', 1)[0] ?? '');
  return oneLine(line.replace(/(?:=>|[=&|{(;\s])+$/, ''));
}

function afterDecorators(node: Node): number {
  const first = node.children.find((child) => child.type !== 'decorator');
  return first?.startIndex ?? node.startIndex;
}
