import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import { oneLine } from '../syntax/one-line.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Groups of tests: the tests in them become chunks. */
const groups = /^(?:RSpec\.)?(?:describe|context|feature)\b/;
/** Calls of so many lines that are given a block are chunks of their own: tests, routes, tasks. */
const longCall = 3;

/** Ruby by tree-sitter-ruby. */
export const rubyLanguage: SyntaxLanguage = {
  grammar: 'ruby',
  describe,
  imports,
  freshStart: /^(?:class|module|def|describe|context|it|RSpec|require|require_relative)\b/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'method':
    case 'singleton_method':
      return define(node, place, place.isMember ? 'method' : 'function');
    case 'class':
    case 'module':
      return define(node, place, 'class', { members: membersOf(node) });
    case 'singleton_class':
      return { role: 'inside', nodes: membersOf(node) ?? [] };
    case 'call':
      return call(node, place);
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** The grammar puts comments before the first member beside the body. */
function membersOf(node: Node): readonly Node[] | undefined {
  const body = node.childForFieldName('body');
  if (body === null) return undefined;
  const comments = node.namedChildren.filter((child) => child.type === 'comment' && child.startIndex < body.startIndex);
  return [...comments, ...body.namedChildren];
}

function call(node: Node, { text }: SyntaxPlace): SyntaxItem {
  const block = node.childForFieldName('block');
  if (block === null || node.endPosition.row - node.startPosition.row + 1 < longCall) return { role: 'code' };
  const signature = oneLine(text.slice(node.startIndex, block.startIndex));
  const isGroup = groups.test(signature);
  const members = isGroup ? membersOf(block) : undefined;
  return { role: 'definition', kind: 'function', name: undefined, signature, members, isBareHeader: isGroup };
}

function imports(node: Node): readonly string[] {
  if (node.type !== 'call') return [];
  const found = /^(require|require_relative|load)[\s(]+["']([^"'#]+)["']/.exec(node.text.slice(0, 500));
  const [, word, path] = found ?? [];
  if (path === undefined) return [];
  return [word === 'require_relative' && !path.startsWith('.') ? `./${path}` : path];
}
