import { familyOfPath } from '../language-families.js';

const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  python: [/^from\s+\S+\s+import\s+(\([^)]*\)|.*)$/gm, /^import\s+(.*)$/gm],
  javascript: [/^import\s+(?:type\s+)?([^'";]*?)\s+from\b/gm],
};

/** The names that a module of Python or JavaScript imports at its top level. */
export function importedNames(text: string, path: string): ReadonlySet<string> {
  const found = (patterns[familyOfPath(path) ?? ''] ?? []).flatMap((pattern) => [...text.matchAll(pattern)]);
  return new Set(
    found.flatMap(([, list = '']) =>
      list
        .replace(/#.*$/gm, '')
        .split(/[,(){}\n]/)
        .flatMap(nameIn),
    ),
  );
}

/** `a.b` binds `a`, `a as c` binds `c`. */
function nameIn(words: string): readonly string[] {
  const [first = '', as, alias] = words
    .trim()
    .replace(/^type\s+/, '')
    .split(/\s+/);
  const name = as === 'as' && alias !== undefined ? alias : (first.split('.')[0] ?? '');
  return /^[A-Za-z_$][\w$]*$/.test(name) ? [name] : [];
}

/** Whether code uses a name: not in comments and texts, not of something else, not as the name of an argument. */
export function usesName(code: string, name: string): boolean {
  return new RegExp(String.raw`(?<![.\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])(?!\s*(?:=(?!=)|:\s))`).test(
    code,
  );
}

/** Code without imports, comments and texts. */
export function bareCode(text: string, path: string): string {
  const comments = familyOfPath(path) === 'python' ? /#.*$/gm : /\/\/.*$/gm;
  return (patterns[familyOfPath(path) ?? ''] ?? [])
    .reduce((code, pattern) => code.replace(pattern, ''), text)
    .replace(/"""[^]*?"""|'''[^]*?'''/g, "''")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(comments, '');
}
