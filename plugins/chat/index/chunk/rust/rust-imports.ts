import type { Node } from 'web-tree-sitter';

/** `use std::{fmt, io::Read as R};` imports `std::fmt` and `std::io::Read`; `mod orders;` is `self::orders`. */
export function rustImports(node: Node): readonly string[] {
  if (node.type === 'use_declaration') return pathsOf(node.childForFieldName('argument'), '');
  const isFile = node.type === 'mod_item' && node.childForFieldName('body') === null;
  const name = isFile ? node.childForFieldName('name')?.text : undefined;
  return name === undefined ? [] : [`self::${name}`];
}

function pathsOf(node: Node | null, prefix: string): readonly string[] {
  if (node === null) return [];
  switch (node.type) {
    case 'line_comment':
    case 'block_comment':
      return [];
    case 'use_as_clause':
      return pathsOf(node.childForFieldName('path'), prefix);
    case 'use_list':
      return node.namedChildren.flatMap((child) => pathsOf(child, prefix));
    case 'scoped_use_list': {
      const path = node.childForFieldName('path')?.text;
      return pathsOf(node.childForFieldName('list'), path === undefined ? prefix : `${prefix}${path}::`);
    }
    default:
      return [prefix + node.text];
  }
}
