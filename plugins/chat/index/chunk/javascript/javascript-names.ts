import type { Node } from 'web-tree-sitter';

/** Names of `export const a = …, b = …`, of fields of classes and of `exports.limit = …`; not those that a pattern takes apart. */
export function javascriptNames(node: Node): readonly string[] {
  switch (node.type) {
    case 'export_statement': {
      const declaration = node.childForFieldName('declaration');
      return declaration === null ? [] : javascriptNames(declaration);
    }
    case 'ambient_declaration':
      return node.namedChildren.flatMap(javascriptNames);
    case 'lexical_declaration':
    case 'variable_declaration':
      return node.namedChildren.flatMap((child) => identifier(child.childForFieldName('name')));
    case 'public_field_definition':
    case 'field_definition':
      return identifier(node.childForFieldName('name') ?? node.childForFieldName('property'));
    case 'expression_statement':
      return exported(node.firstNamedChild);
    default:
      return [];
  }
}

function identifier(name: Node | null): readonly string[] {
  return name !== null && /^(?:private_)?(?:property_)?identifier$/.test(name.type) ? [name.text] : [];
}

function exported(expression: Node | null): readonly string[] {
  if (expression?.type !== 'assignment_expression') return [];
  const name = /^(?:module\.)?exports\.([\w$]{1,100})$/.exec(expression.childForFieldName('left')?.text ?? '')?.[1];
  return name === undefined ? [] : [name];
}
