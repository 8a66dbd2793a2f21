import type { Node } from 'web-tree-sitter';
import { define } from '../syntax/define.js';
import type { SyntaxItem, SyntaxLanguage, SyntaxPlace } from '../syntax/syntax-language.js';

/** PHP by tree-sitter-php, with the HTML around it as code. */
export const phpLanguage: SyntaxLanguage = {
  grammar: 'php',
  describe,
  imports,
  freshStart: /^(?:#\[|(?:final|abstract|readonly|class|interface|trait|enum|function|namespace|use)\b)/,
};

function describe(node: Node, place: SyntaxPlace): SyntaxItem {
  switch (node.type) {
    case 'comment':
      return { role: 'lead' };
    case 'function_definition':
      return define(node, place, 'function');
    case 'class_declaration':
    case 'interface_declaration':
    case 'trait_declaration':
    case 'enum_declaration':
      return define(node, place, 'class', { members: node.childForFieldName('body')?.namedChildren });
    case 'method_declaration':
      return node.childForFieldName('body') === null ? { role: 'code' } : define(node, place, 'method');
    case 'namespace_definition':
      return { role: 'inside', nodes: node.childForFieldName('body')?.namedChildren ?? [] };
    case 'ERROR':
      return { role: 'inside', nodes: node.namedChildren };
    default:
      return { role: 'code' };
  }
}

/** `use App\Models\Order;`, `use App\{Order, Item as Line};`, `require_once 'lib.php';`. */
function imports(node: Node): readonly string[] {
  const text = node.text.slice(0, 2000);
  if (node.type === 'expression_statement') {
    const path = /^(?:require|include)(?:_once)?[\s(]+["']([^"'$]+)["']/.exec(text)?.[1];
    return path === undefined ? [] : [path];
  }
  if (node.type !== 'namespace_use_declaration') return [];
  const list = text.replace(/^use\s+(?:function\s+|const\s+)?|[\s;]+$/g, '');
  const [, prefix = '', names = list] = /^([^{]*)\{([^}]*)\}/.exec(list) ?? [];
  return names.split(',').flatMap((name) => prefix + name.trim().replace(/\s+as\s.*$/, '') || []);
}
