import type { Node } from 'web-tree-sitter';
import { oneLine } from '../syntax/one-line.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';
import { pythonImports } from './python-imports.js';

/** Constants of so many lines are looked for by their name. */
const longConstant = 4;

/** Python by tree-sitter-python. */
export const pythonLanguage: SyntaxLanguage = {
  grammar: 'python',
  describe,
  names,
  imports: pythonImports,
  deepImports: /\n[ \t]+(?:import|from)[ \t]/g,
  freshStart: /^(?:@|def |class |async def |if __name__)/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'function_definition':
    case 'class_definition':
      return define(node, place);
    case 'decorated_definition': {
      const definition = node.childForFieldName('definition');
      return definition === null ? { role: 'code' } : { ...define(definition, place), ...overload(node) };
    }
    case 'expression_statement':
      return constant(node, place) ?? { role: 'code' };
    case 'if_statement':
    case 'try_statement':
    case 'with_statement':
      return hasDefinition(node, place) ? { role: 'inside', nodes: node.namedChildren } : { role: 'code' };
    case 'ERROR':
    case 'block':
    case 'elif_clause':
    case 'else_clause':
    case 'except_clause':
    case 'finally_clause':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** `@overload`: one with the function that follows. */
function overload(node: Node): { readonly isDeclaration?: boolean } {
  const isOverload = node.namedChildren.some(
    ({ type, text }) => type === 'decorator' && /^@\s*(?:\w+\.)?overload\s*$/.test(text),
  );
  return isOverload ? { isDeclaration: true } : {};
}

function define(node: Node, { text, isMember }: SyntaxPlace): SyntaxItem {
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name')?.text;
  const header = text.slice(node.startIndex, body?.startIndex ?? node.endIndex);
  const signature = oneLine(header.replace(/\s#[^\n]*/g, '').replace(/:\s*$/, ''));
  if (node.type === 'function_definition') {
    return { role: 'definition', kind: isMember ? 'method' : 'function', name, signature };
  }
  return { role: 'definition', kind: 'class', name, signature, members: body === null ? [] : membersOf(node, body) };
}

/** The grammar puts comments before the first statement beside the body. */
function membersOf(node: Node, body: Node): readonly Node[] {
  const comments = node.namedChildren.filter((child) => child.type === 'comment' && child.startIndex < body.startIndex);
  return [...comments, ...body.namedChildren];
}

/** Cheap: without asking the tree. A word in a text is no harm. */
function hasDefinition(node: Node, { text }: SyntaxPlace): boolean {
  return /\b(?:def|class)[ \t]/.test(text.slice(node.startIndex, node.endIndex));
}

function constant(node: Node, { isMember }: SyntaxPlace): SyntaxItem | undefined {
  if (isMember || node.endPosition.row - node.startPosition.row + 1 < longConstant) return undefined;
  const assignment = node.firstNamedChild;
  const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : undefined;
  if (left?.type !== 'identifier') return undefined;
  return { role: 'definition', kind: 'module', name: left.text, signature: oneLine(node.text.split('\n', 1)[0] ?? '') };
}

/** `LIMIT = 10`, `current_app: FlaskProxy = …`, `a, b = …`; also `timeout: float` of a data class. */
function names(node: Node): readonly string[] {
  const assignment = node.type === 'expression_statement' ? node.firstNamedChild : undefined;
  const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : undefined;
  if (left?.type === 'identifier') return [left.text];
  if (left?.type !== 'pattern_list' && left?.type !== 'tuple_pattern') return [];
  return left.namedChildren.filter(({ type }) => type === 'identifier').map(({ text }) => text);
}
