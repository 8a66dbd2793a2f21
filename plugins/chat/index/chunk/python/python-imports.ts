import type { Node } from 'web-tree-sitter';

/**
 * Modules of an import statement: `import a.b` gives `a.b`. What `from app import models` imports may be a module as well, so
 * it gives `app` and `app.models`, but names of classes and constants are left out.
 */
export function pythonImports(node: Node): readonly string[] {
  if (node.type === 'import_statement') return node.childrenForFieldName('name').map(moduleName);
  if (node.type !== 'import_from_statement') return [];
  const module = node.childForFieldName('module_name')?.text.replace(/\s+/g, '');
  if (module === undefined) return [];
  const prefix = module.endsWith('.') ? module : `${module}.`;
  const names = node.childrenForFieldName('name').map(moduleName);
  return [module, ...names.filter(isLikeModule).map((name) => prefix + name)];
}

function moduleName(node: Node): string {
  const name = node.type === 'aliased_import' ? node.childForFieldName('name') : node;
  return (name ?? node).text.replace(/\s+/g, '');
}

function isLikeModule(name: string): boolean {
  return /^[a-z_]/.test(name);
}
