import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';
import { functionName } from './function-name.js';

/** C++, and C by the same grammar: a function outside of its class is known by it, `Server.listen` of `Server::listen`. */
export const cppLanguage: SyntaxLanguage = {
  grammar: 'cpp',
  describe,
  imports: (node) => (node.type === 'preproc_include' ? includes(node) : []),
  freshStart:
    /^(?:template|class|struct|enum|union|namespace|static|inline|extern|typedef|#if\w*|[\w:]+[\s*&]+[\w:~]+\()\b/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
    case 'access_specifier':
      return { role: 'lead' };
    case 'function_definition':
      return defineFunction(node, place);
    case 'preproc_function_def':
      return define(node, place, 'function');
    case 'class_specifier':
    case 'struct_specifier':
    case 'union_specifier':
    case 'enum_specifier':
    case 'concept_definition':
    case 'alias_declaration':
      return define(node, place, 'class', { members: membersOf(node) });
    case 'type_definition':
      return define(node, place, 'class', { name: node.childForFieldName('declarator')?.text });
    case 'template_declaration':
      return templated(node, place);
    case 'namespace_definition':
    case 'linkage_specification':
      return { role: 'inside', nodes: membersOf(node) ?? [] };
    case 'preproc_ifdef':
    case 'preproc_if':
    case 'preproc_else':
    case 'preproc_elif':
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

function membersOf(node: Node): readonly Node[] | undefined {
  return node.childForFieldName('body')?.namedChildren;
}

function defineFunction(node: Node, place: SyntaxPlace): SyntaxItem {
  const name = functionName(node);
  const isMethod = place.isMember || name?.includes('.') === true;
  return name === undefined ? { role: 'code' } : define(node, place, isMethod ? 'method' : 'function', { name });
}

/** What a template is of: its signature begins there. */
function templated(node: Node, place: SyntaxPlace): SyntaxItem {
  const inner = node.lastNamedChild;
  return inner === null ? { role: 'code' } : describe(inner, place);
}

function includes(node: Node): readonly string[] {
  const path = node.childForFieldName('path')?.text;
  return path === undefined ? [] : [path.replace(/^[<"]|[>"]$/g, '')];
}
