import type { Node } from 'web-tree-sitter';
import type { SyntaxItem, SyntaxPlace } from '../syntax/syntax-language.js';
import { functionIn } from './function-in.js';
import { headOf } from './head-of.js';
import { membersOfObject } from './members-of-object.js';

/** Constants of so many lines are looked for by their name. */
const longConstant = 4;

/** `const load = async () => …` and what is as good as that are functions, long constants have a name. */
export function describeVariable(node: Node, { text }: SyntaxPlace): SyntaxItem {
  const declarator = node.namedChildren.find((child) => child.type === 'variable_declarator');
  const nameNode = declarator?.childForFieldName('name');
  if (declarator === undefined || nameNode?.type !== 'identifier') return { role: 'code' };
  const value = declarator.childForFieldName('value');
  const name = nameNode.text;
  const callable = functionIn(value);
  if (callable !== undefined) {
    const signature = headOf(text, node, callable.childForFieldName('body'));
    return { role: 'definition', kind: 'function', name, signature };
  }
  if (value?.type === 'class') return classExpression(node, name, value, text);
  if (node.endPosition.row - node.startPosition.row + 1 < longConstant) return { role: 'code' };
  const signature = headOf(text, node, undefined);
  return { role: 'definition', kind: 'module', name, signature, members: membersOfObject(value) };
}

function classExpression(node: Node, name: string, value: Node, text: string): SyntaxItem {
  const body = value.childForFieldName('body');
  return { role: 'definition', kind: 'class', name, signature: headOf(text, node, body), members: body?.namedChildren };
}
