import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Properties of so many lines are like methods. */
const longProperty = 4;

/** C# by tree-sitter-c-sharp. Members without a body stay in their type. */
export const csharpLanguage: SyntaxLanguage = {
  grammar: 'c-sharp',
  describe,
  imports,
  freshStart:
    /^(?:\[\w|(?:public|internal|file|abstract|sealed|static|partial|class|interface|enum|struct|record|namespace|using) )/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'class_declaration':
    case 'interface_declaration':
    case 'struct_declaration':
    case 'record_declaration':
    case 'record_struct_declaration':
    case 'enum_declaration':
      return define(node, place, 'class', { members: node.childForFieldName('body')?.namedChildren });
    case 'method_declaration':
    case 'constructor_declaration':
    case 'destructor_declaration':
    case 'operator_declaration':
      return node.childForFieldName('body') === null ? { role: 'code' } : define(node, place, 'method');
    case 'property_declaration':
    case 'indexer_declaration':
      return isLong(node) ? define(node, place, 'method') : { role: 'code' };
    case 'namespace_declaration':
      return { role: 'inside', nodes: node.childForFieldName('body')?.namedChildren ?? [] };
    case 'file_scoped_namespace_declaration':
    case 'declaration_list':
    case 'preproc_if':
    case 'preproc_region':
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

function isLong(node: Node): boolean {
  return node.endPosition.row - node.startPosition.row + 1 >= longProperty;
}

/** `using System.Text;`, `using static A.B;`, `using Short = A.B;`. */
function imports(node: Node): readonly string[] {
  const name = node.type === 'using_directive' ? node.lastNamedChild?.text : undefined;
  return name === undefined ? [] : [name];
}
