import type { Node } from 'web-tree-sitter';
import type { Declaration, DocComment } from './declaration.js';
import { docBefore } from './doc-before.js';
import { spanOf } from './span-of.js';

/** What declares something in a grammar, and in which field its name is. */
const functions = new Set([
  'function_definition',
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
  'method_declaration',
  'constructor_declaration',
  'function_item',
]);
const others = new Set([
  'class_definition',
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'type_alias_declaration',
  'function_signature',
  'method_signature',
  'abstract_method_signature',
  'property_signature',
  'public_field_definition',
  'field_definition',
  'record_declaration',
  'type_spec',
  'struct_item',
  'enum_item',
  'trait_item',
  'function_signature_item',
]);
const functionValues = new Set(['arrow_function', 'function_expression', 'function', 'generator_function']);

/** Where name and value are in what may give a function a name. */
const assigned = new Map([
  ['variable_declarator', ['name', 'value']],
  ['pair', ['key', 'value']],
  ['assignment_expression', ['left', 'right']],
]);

/** Nodes around a declaration that begin where people see it begin. */
const wrappers = new Set([
  'decorated_definition',
  'export_statement',
  'expression_statement',
  'assignment_expression',
  'type_declaration',
]);

interface Named {
  readonly name: string;
  readonly isFunction: boolean;
}

/** Everything that has a name in a tree, in the order of the file. */
export function findDeclarations(root: Node): readonly Declaration[] {
  const found: Declaration[] = [];
  const waiting: { node: Node; scope: string }[] = [{ node: root, scope: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, scope } = next;
    const named = namedBy(node);
    const symbol = named ? scope + named.name : '';
    if (named) found.push(declarationOf(node, symbol, named));
    const inner = named ? `${symbol}.` : scope + (implemented(node) ?? '');
    for (const child of node.namedChildren.toReversed()) waiting.push({ node: child, scope: inner });
  }
  return found;
}

function namedBy(node: Node): Named | undefined {
  const isFunction = functions.has(node.type);
  if (isFunction || others.has(node.type)) {
    const name = nameOf(node);
    return name === undefined ? undefined : { name, isFunction: isFunction || hasFunctionValue(node, 'value') };
  }
  return namedByValue(node);
}

/** `const find = () => …`, `{ find: function () {…} }`, `app.find = function () {…}`. */
function namedByValue(node: Node): Named | undefined {
  const [field, value] = assigned.get(node.type) ?? [];
  if (field === undefined || value === undefined || !hasFunctionValue(node, value)) return undefined;
  const target = node.childForFieldName(field);
  const name = (target?.childForFieldName('property') ?? target)?.text ?? '';
  return /^[\w$#]+$/.test(name) ? { name, isFunction: true } : undefined;
}

function hasFunctionValue(node: Node, field: string): boolean {
  return functionValues.has(node.childForFieldName(field)?.type ?? '');
}

/** Methods of Go are named with their receiver's type. */
function nameOf(node: Node): string | undefined {
  const name = (node.childForFieldName('name') ?? node.childForFieldName('property'))?.text;
  const receiver = node.childForFieldName('receiver')?.text.match(/(\w+)(?:\[[^\]]*\])?\s*\)$/)?.[1];
  return name === undefined || receiver === undefined ? name : `${receiver}.${name}`;
}

/** The type of Rust's `impl`. */
function implemented(node: Node): string | undefined {
  const type = node.type === 'impl_item' ? node.childForFieldName('type')?.text.match(/^\w+/)?.[0] : undefined;
  return type === undefined ? undefined : `${type}.`;
}

function declarationOf(node: Node, symbol: string, { name, isFunction }: Named): Declaration {
  const outer = outermost(node);
  const isPython = node.type === 'function_definition' || node.type === 'class_definition';
  const doc = isPython ? docInside(node) : docBefore(outer);
  return { name: name.slice(name.lastIndexOf('.') + 1), symbol, isFunction, span: spanOf(outer), doc };
}

function outermost(node: Node): Node {
  let outer = node;
  for (let parent = outer.parent; parent && isWrapper(parent); parent = outer.parent) outer = parent;
  return outer;
}

function isWrapper(node: Node): boolean {
  if (wrappers.has(node.type)) return node.type !== 'type_declaration' || node.namedChildCount === 1;
  return /^(lexical|variable)_declaration$/.test(node.type) && node.namedChildCount === 1;
}

/** Python: the string that a body begins with. */
function docInside(node: Node): DocComment | undefined {
  const body = node.childForFieldName('body');
  const first = body?.type === 'block' ? body.namedChildren.find((child) => child.type !== 'comment') : undefined;
  const text = first?.type === 'expression_statement' ? first.namedChild(0) : undefined;
  if (!body || !first || text?.type !== 'string' || first.namedChildCount !== 1) return undefined;
  const isAlone = body.namedChildren.filter((child) => child.type !== 'comment').length === 1;
  return { raw: text.text, spans: [spanOf(first)], replacement: isAlone ? '...' : '' };
}
