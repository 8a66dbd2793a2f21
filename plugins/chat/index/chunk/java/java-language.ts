import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** Java by tree-sitter-java. Methods without a body stay in their interface. */
export const javaLanguage: SyntaxLanguage = {
  grammar: 'java',
  describe,
  imports: (node) => (node.type === 'import_declaration' ? [importName(node)] : []),
  freshStart: /^(?:@\w|(?:public|final|abstract|sealed|class|interface|enum|record|import) )/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'line_comment':
    case 'block_comment':
      return { role: 'lead' };
    case 'class_declaration':
    case 'interface_declaration':
    case 'enum_declaration':
    case 'record_declaration':
    case 'annotation_type_declaration':
      return define(node, place, 'class', { members: node.childForFieldName('body')?.namedChildren });
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
    case 'method_declaration':
      return node.childForFieldName('body') === null ? { role: 'code' } : define(node, place, 'method');
    case 'enum_body_declarations':
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** `java.util.List`, `org.junit.Assert.*`. */
function importName(node: Node): string {
  return node.text.replace(/^import\s+(?:static\s+)?|[\s;]+/g, '');
}
