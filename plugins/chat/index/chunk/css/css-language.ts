import type { Node } from 'web-tree-sitter';
import { oneLine } from '../syntax/one-line.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Blocks of so many lines (`@media`, `@layer`) are divided into the rules in them. */
const longBlock = 40;

/** CSS by tree-sitter-css, and what of SCSS and Less it understands. */
export const cssLanguage: SyntaxLanguage = {
  grammar: 'css',
  describe,
  imports,
  freshStart: /^[.#@:a-zA-Z*[][^;{}]*\{/,
  joinsTiny: true,
};

function describe(node: Node, { text }: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    case 'rule_set':
    case 'media_statement':
    case 'supports_statement':
    case 'keyframes_statement':
    case 'scope_statement':
    case 'at_rule':
      return rule(node, text);
    default:
      return { role: 'code' };
  }
}

function rule(node: Node, text: string): SyntaxItem {
  const block = node.lastNamedChild;
  if (block?.type !== 'block' && block?.type !== 'keyframe_block_list') return { role: 'code' };
  const isLong = block.endPosition.row - block.startPosition.row >= longBlock;
  if (isLong && node.type !== 'rule_set' && node.type !== 'keyframes_statement') {
    return { role: 'inside', nodes: block.namedChildren };
  }
  const signature = oneLine(text.slice(node.startIndex, block.startIndex));
  return { role: 'definition', kind: 'rule', name: signature, signature };
}

/** `@import 'base.css'`, `@import url(base.css)`, `@use 'base'`. */
function imports(node: Node): readonly string[] {
  if (node.type !== 'import_statement' && node.type !== 'at_rule') return [];
  const path = /^@(?:import|use|forward)\s+(?:url\(\s*)?["']?([^"');\s]+)/.exec(node.text.slice(0, 500))?.[1];
  return path === undefined ? [] : [path];
}
