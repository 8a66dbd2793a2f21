import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Bash and what is like it, by tree-sitter-bash. */
export const shellLanguage: SyntaxLanguage = {
  grammar: 'bash',
  describe,
  imports,
  freshStart: /^(?:function\s+[\w.:-]+|[\w.:-]+\s*\(\s*\))\s*(?:\(\s*\)\s*)?[{(]?\s*$/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'function_definition':
      return define(node, place, 'function');
    case 'if_statement':
    case 'compound_statement':
    case 'subshell':
    case 'else_clause':
    case 'elif_clause':
      return hasFunction(node, place) ? { role: 'inside', nodes: node.namedChildren } : { role: 'code' };
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** Cheap: without asking the tree. */
function hasFunction(node: Node, { text }: SyntaxPlace): boolean {
  return /\bfunction\b|\(\s*\)/.test(text.slice(node.startIndex, node.endIndex));
}

/** `source lib.sh`, `. ./lib.sh`; not paths that are only known when it runs. */
function imports(node: Node): readonly string[] {
  if (node.type !== 'command') return [];
  const path = /^(?:source|\.)\s+["']?([^"'$`\s;|&]+)/.exec(node.text.slice(0, 500))?.[1];
  return path === undefined ? [] : [path];
}
