import type { Node } from 'web-tree-sitter';

/** Pointers and references to what a function returns stand around its name. */
const maxWrappers = 8;

/** The name of a function definition, qualified with dots; `undefined` for what only looks like one. */
export function functionName(node: Node): string | undefined {
  let declarator = node.childForFieldName('declarator');
  for (let depth = 0; depth < maxWrappers && declarator !== null; depth += 1) {
    if (declarator.type === 'function_declarator') {
      return declarator
        .childForFieldName('declarator')
        ?.text.replace(/<[^()]*>(?=::)/g, '')
        .replace(/\s*::\s*/g, '.');
    }
    declarator = declarator.childForFieldName('declarator') ?? declarator.lastNamedChild;
  }
  return undefined;
}
