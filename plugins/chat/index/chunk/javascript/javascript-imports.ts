import type { Node } from 'web-tree-sitter';

/** Modules of `import … from 'x'`, `export … from 'x'`, `import x = require('x')`, `require('x')`, `import('x')`. */
export function javascriptImports(node: Node): readonly string[] {
  const source = sourceOf(node);
  return source?.type === 'string' ? [source.text.slice(1, -1)] : [];
}

function sourceOf(node: Node): Node | null | undefined {
  switch (node.type) {
    case 'import_statement':
    case 'export_statement':
      return node.childForFieldName('source') ?? requireClause(node)?.childForFieldName('source');
    case 'call_expression':
      return /^(?:require|import)$/.test(node.childForFieldName('function')?.text ?? '')
        ? node.childForFieldName('arguments')?.firstNamedChild
        : undefined;
    default:
      return undefined;
  }
}

function requireClause(node: Node): Node | undefined {
  return node.namedChildren.find((child) => child.type === 'import_require_clause');
}
