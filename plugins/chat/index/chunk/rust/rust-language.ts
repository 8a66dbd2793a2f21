import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';
import { rustImports } from './rust-imports.js';

/** Rust by tree-sitter-rust: what an `impl` block has is known by its type, `Order.total`. */
export const rustLanguage: SyntaxLanguage = {
  grammar: 'rust',
  describe,
  names,
  imports: rustImports,
  freshStart: /^(?:#\[|(?:pub|fn|async fn|unsafe|struct|enum|trait|impl|mod|const|static|type|use)\b)/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'line_comment':
    case 'block_comment':
    case 'attribute_item':
      return { role: 'lead' };
    case 'function_item':
      return define(node, place, place.isMember ? 'method' : 'function');
    case 'macro_definition':
      return define(node, place, 'function');
    case 'struct_item':
    case 'enum_item':
    case 'union_item':
    case 'type_item':
      return define(node, place, 'class');
    case 'trait_item':
      return define(node, place, 'class', { members: membersOf(node) });
    case 'impl_item':
      return define(node, place, 'class', { name: typeName(node), members: membersOf(node), isBareHeader: true });
    case 'mod_item':
    case 'foreign_mod_item':
      return module(node);
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

function membersOf(node: Node): readonly Node[] | undefined {
  return node.childForFieldName('body')?.namedChildren;
}

/** `Stack` of `impl<T> Push for Stack<T>`. */
function typeName(node: Node): string | undefined {
  return node.childForFieldName('type')?.text.replace(/^&\s*(?:mut\s+)?|<[\s\S]*$/g, '');
}

function module(node: Node): SyntaxItem {
  const nodes = membersOf(node);
  if (nodes === undefined) return { role: 'code' };
  return { role: 'inside', nodes, scope: node.childForFieldName('name')?.text };
}

function names(node: Node): readonly string[] {
  const name = /^(?:const|static)_item$/.test(node.type) ? node.childForFieldName('name') : undefined;
  return name ? [name.text] : [];
}
