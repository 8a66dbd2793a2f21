import type { Node } from 'web-tree-sitter';
import type { SyntaxLanguage } from './syntax-language.js';

/** From a keyword to the statement that it begins. */
const maxParents = 2;

/** Modules that a file imports, each once. Deep ones are found in the text and then asked of the tree: that is fast and exact. */
export function readImports(text: string, language: SyntaxLanguage, roots: readonly Node[]): readonly string[] {
  const found = new Set(roots.flatMap((node) => language.imports(node)));
  if (language.deepImports === undefined) return [...found];
  let at = 0;
  for (const { index, 0: match } of text.matchAll(language.deepImports)) {
    const start = index + match.search(/\S/);
    while ((roots[at + 1]?.startIndex ?? Infinity) <= start) at += 1;
    let node = roots[at]?.descendantForIndex(start, start + 1);
    for (let up = 0; node && up <= maxParents; up += 1, node = node.parent) {
      for (const name of language.imports(node)) found.add(name);
    }
  }
  return [...found];
}
