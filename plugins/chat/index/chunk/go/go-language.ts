import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Constants and variables of so many lines are looked for by their name. */
const longVariable = 4;

/** Go by tree-sitter-go: a method is known by its receiver, `Server.Listen`. */
export const goLanguage: SyntaxLanguage = {
  grammar: 'go',
  describe,
  names,
  imports,
  freshStart: /^(?:func|type|var|const|import) /,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'function_declaration':
      return define(node, place, 'function');
    case 'method_declaration':
      return define(node, place, 'method', { name: methodName(node) });
    case 'type_spec':
    case 'type_alias':
      return define(node, place, 'class');
    case 'type_declaration':
    case 'var_declaration':
    case 'const_declaration':
      return group(node, place);
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

function methodName(node: Node): string | undefined {
  const receiver = node.childForFieldName('receiver')?.firstNamedChild?.childForFieldName('type')?.text;
  const name = node.childForFieldName('name')?.text;
  const type = receiver?.replace(/^[*\s]+|\[[\s\S]*$/g, '');
  return type === undefined || type === '' || name === undefined ? name : `${type}.${name}`;
}

/** `type ( … )` has many, `type Order struct { … }` is one. */
function group(node: Node, place: SyntaxPlace): SyntaxItem {
  const specs = node.namedChildren.filter((child) => child.type !== 'comment');
  const [spec] = specs;
  if (node.type === 'type_declaration' && specs.length > 1) return { role: 'inside', nodes: node.namedChildren };
  const isShort = node.endPosition.row - node.startPosition.row + 1 < longVariable;
  if (spec === undefined || specs.length > 1 || (isShort && node.type !== 'type_declaration')) return { role: 'code' };
  const kind = node.type === 'type_declaration' ? 'class' : 'module';
  return define(node, place, kind, { name: spec.childForFieldName('name')?.text });
}

function imports(node: Node): readonly string[] {
  if (node.type !== 'import_declaration') return [];
  const inner = node.namedChildren.flatMap((child) =>
    child.type === 'import_spec_list' ? child.namedChildren : [child],
  );
  return inner.flatMap((spec) => spec.childForFieldName('path')?.text.slice(1, -1) ?? []);
}

/** Of `const ( … )` and `var ( … )`, and of those of one line. */
function names(node: Node): readonly string[] {
  if (node.type === 'var_spec_list') return node.namedChildren.flatMap(names);
  if (node.type === 'const_spec' || node.type === 'var_spec') {
    return node.childrenForFieldName('name').flatMap(({ type, text }) => (type === 'identifier' ? [text] : []));
  }
  return /^(?:const|var)_declaration$/.test(node.type) ? node.namedChildren.flatMap(names) : [];
}
