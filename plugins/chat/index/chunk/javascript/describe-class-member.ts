import type { Node } from 'web-tree-sitter';
import { oneLine } from '../syntax/one-line.js';
import type { SyntaxItem, SyntaxPlace } from '../syntax/syntax-language.js';
import { functionIn } from './function-in.js';
import { headOf } from './head-of.js';

/** Objects of so many lines are divided by their entries. */
const longObject = 40;

/** Methods, fields that are functions and entries of long objects; `undefined` for what is no member. */
export function describeClassMember(node: Node, place: SyntaxPlace): SyntaxItem | undefined {
  switch (node.type) {
    case 'method_definition':
      return method(node, node.childForFieldName('name'), node, place);
    case 'public_field_definition':
    case 'field_definition':
      return field(node, node.childForFieldName('name') ?? node.childForFieldName('property'), place);
    case 'pair':
      return field(node, node.childForFieldName('key'), place) ?? entry(node);
    case 'method_signature':
      return { role: 'lead' };
    default:
      return undefined;
  }
}

function field(node: Node, name: Node | null, place: SyntaxPlace): SyntaxItem | undefined {
  const value = functionIn(node.childForFieldName('value'));
  return value && method(node, name, value, place);
}

function method(node: Node, name: Node | null, callable: Node, { text }: SyntaxPlace): SyntaxItem {
  const signature = headOf(text, node, callable.childForFieldName('body'));
  return { role: 'definition', kind: 'method', name: name === null ? undefined : oneLine(name.text), signature };
}

function entry(node: Node): SyntaxItem {
  const value = node.childForFieldName('value');
  const isLong = value?.type === 'object' && value.endPosition.row - value.startPosition.row >= longObject;
  return isLong ? { role: 'inside', nodes: value.namedChildren } : { role: 'code' };
}
