import type { Node } from 'web-tree-sitter';
import type { SyntaxItem } from '../syntax/syntax-language.js';

/** `namespace Orders { … }` qualifies what is in it, `declare module 'orders' { … }` does not. */
export function describeNamespace(node: Node): SyntaxItem {
  const name = node.childForFieldName('name');
  const nodes = node.childForFieldName('body')?.namedChildren;
  if (nodes === undefined) return { role: 'code' };
  return { role: 'inside', nodes, scope: name?.type === 'identifier' ? name.text : undefined };
}
