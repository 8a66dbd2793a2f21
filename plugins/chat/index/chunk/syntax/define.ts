import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { Node } from 'web-tree-sitter';
import { oneLine } from './one-line.js';
import type { SyntaxDefinition, SyntaxPlace } from './syntax-language.js';

/**
 * A definition as most grammars have them: its name in the field `name`, what it does in the field `body`. The signature is
 * what stands before the body; without one, the first line.
 */
export function define(
  node: Node,
  { text }: SyntaxPlace,
  kind: CodeKind,
  more: Partial<SyntaxDefinition> = {},
): SyntaxDefinition {
  const body = node.childForFieldName('body');
  const head = text.slice(node.startIndex, body?.startIndex ?? node.endIndex);
  const signature = oneLine((body === null ? firstLine(head) : head).replace(/[\s{(;=]+$/, ''));
  return { role: 'definition', kind, name: node.childForFieldName('name')?.text, signature, ...more };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
