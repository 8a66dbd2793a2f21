import type { Node } from 'web-tree-sitter';
import type { SyntaxItem, SyntaxPlace } from '../syntax/syntax-language.js';
import { describeNamespace } from './describe-namespace.js';
import { functionIn } from './function-in.js';
import { headOf } from './head-of.js';
import { membersOfObject } from './members-of-object.js';

/** Groups of tests: the tests in them become chunks. */
const groups = /^(?:describe|suite|context)\b/;
/** Calls of so many lines that are given a function are chunks of their own: tests, handlers of routes. */
const longCall = 3;

/** `exports.find = function …`, `app.get('/orders', async (request) => …)`, `describe('…', () => …)`, `export default …`. */
export function describeStatement(node: Node, place: SyntaxPlace): SyntaxItem {
  const expression = node.type === 'export_statement' ? node.childForFieldName('value') : node.firstNamedChild;
  if (!expression) return { role: 'code' };
  switch (expression.type) {
    case 'internal_module':
      return describeNamespace(expression);
    case 'assignment_expression':
      return assigned(node, expression.childForFieldName('right'), nameOf(expression.childForFieldName('left')), place);
    case 'call_expression':
      return node.type === 'export_statement'
        ? assigned(node, expression, 'default', place)
        : call(node, expression, place);
    default:
      return node.type === 'export_statement'
        ? assigned(node, expression, expression.childForFieldName('name')?.text ?? 'default', place)
        : { role: 'code' };
  }
}

function assigned(node: Node, value: Node | null, name: string | undefined, { text }: SyntaxPlace): SyntaxItem {
  const callable = functionIn(value);
  if (callable !== undefined) {
    const signature = headOf(text, node, callable.childForFieldName('body'));
    return { role: 'definition', kind: 'function', name, signature };
  }
  if (value?.type === 'class') {
    const body = value.childForFieldName('body');
    return {
      role: 'definition',
      kind: 'class',
      name,
      signature: headOf(text, node, body),
      members: body?.namedChildren,
    };
  }
  const nodes = membersOfObject(value);
  return nodes === undefined ? { role: 'code' } : { role: 'inside', nodes };
}

/** `exports.find`, `module.exports.find` and `Order.prototype.find` are known by their last parts. */
function nameOf(left: Node | null): string | undefined {
  const name = left?.text.replace(/\.prototype\./, '.').replace(/^(?:module\.)?exports(?:\.|$)/, '');
  return name === undefined || name === '' || name.length > 100 ? undefined : name;
}

function call(node: Node, expression: Node, { text }: SyntaxPlace): SyntaxItem {
  const wrapped = wrappedStatements(expression);
  if (wrapped !== undefined) return { role: 'inside', nodes: wrapped };
  if (node.endPosition.row - node.startPosition.row + 1 < longCall) return { role: 'code' };
  const body = functionIn(expression)?.childForFieldName('body');
  if (!body) return { role: 'code' };
  const signature = headOf(text, node, body);
  const isGroup = body.type === 'statement_block' && groups.test(signature);
  const members = isGroup ? body.namedChildren : undefined;
  return { role: 'definition', kind: 'function', name: undefined, signature, members, isBareHeader: isGroup };
}

/** What a file has inside of `(function () { … })()` or `define([…], function () { … })`. */
function wrappedStatements(expression: Node): readonly Node[] | undefined {
  const callee = expression.childForFieldName('function');
  const wrapper = callee?.text === 'define' ? functionIn(expression) : functionIn(callee);
  const body = wrapper?.childForFieldName('body');
  return body?.type === 'statement_block' ? body.namedChildren : undefined;
}
