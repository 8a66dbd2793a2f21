import type { Node } from 'web-tree-sitter';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';
import { describeClassMember } from './describe-class-member.js';
import { describeNamespace } from './describe-namespace.js';
import { describeStatement } from './describe-statement.js';
import { describeVariable } from './describe-variable.js';
import { headOf } from './head-of.js';
import { javascriptImports } from './javascript-imports.js';
import { javascriptNames } from './javascript-names.js';

/** JavaScript, TypeScript and both with JSX: the grammars name nodes alike. */
export function javascriptLanguage(grammar: 'javascript' | 'typescript' | 'tsx'): SyntaxLanguage {
  return {
    grammar,
    describe,
    names: javascriptNames,
    imports: javascriptImports,
    deepImports: /\b(?:require|import)\s*\(/g,
    freshStart:
      /^(?:(?:export|import|function|async function|class|abstract class|interface|enum|declare|namespace|const|let|var|type) |@\w|(?:describe|it|test)\()/,
  };
}

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  return describeClassMember(node, place) ?? describeDeclaration(node, place);
}

function describeDeclaration(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
    case 'decorator':
      return { role: 'lead' };
    case 'export_statement':
    case 'ambient_declaration':
      return describeExport(node, place);
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_signature':
      return named(node, place, 'function', node.type === 'function_signature');
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'interface_declaration':
    case 'type_alias_declaration':
    case 'enum_declaration':
      return named(node, place, 'class');
    case 'lexical_declaration':
    case 'variable_declaration':
      return describeVariable(node, place);
    case 'expression_statement':
      return describeStatement(node, place);
    case 'internal_module':
    case 'module':
      return describeNamespace(node);
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** What is exported or declared is described as if it were not: the export is in the text anyway. */
function describeExport(node: Node, place: SyntaxPlace): SyntaxItem {
  const declaration = node.childForFieldName('declaration') ?? node.lastNamedChild;
  if (declaration === null || node.childForFieldName('source') !== null) return { role: 'code' };
  const isExpression = node.childForFieldName('value') !== null;
  return isExpression ? describeStatement(node, place) : describeDeclaration(declaration, place);
}

function named(node: Node, { text }: SyntaxPlace, kind: 'function' | 'class', isDeclaration = false): SyntaxItem {
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name')?.text;
  const isClass = node.type === 'class_declaration' || node.type === 'abstract_class_declaration';
  const members = isClass ? body?.namedChildren : undefined;
  return { role: 'definition', kind, name, signature: headOf(text, node, body), members, isDeclaration };
}
