import { posix } from 'node:path';

const relative = /(?:from|import|require)\s*\(?\s*['"](\.{1,2}\/[^'"\n]{1,200})['"]/g;
const python = /^[ \t]*from[ \t]+([.\w]{1,200})[ \t]+import\b/gm;

/** The project's files that a file of JavaScript, TypeScript or Python imports, as far as they are among `files`. */
export function importsIn(text: string, path: string, files: ReadonlySet<string>): readonly string[] {
  const folder = posix.dirname(path);
  const found = new Set<string>();
  const add = (candidates: readonly string[]) => {
    const file = candidates.find((candidate) => files.has(candidate));
    if (file !== undefined && file !== path) found.add(file);
  };
  for (const [, name = ''] of text.matchAll(relative)) add(scripts(posix.join(folder, name)));
  if (path.endsWith('.py')) for (const [, name = ''] of text.matchAll(python)) add(modules(name, folder));
  return [...found];
}

function scripts(base: string): readonly string[] {
  const bare = base.replace(/\.[cm]?jsx?$/, '');
  const ends = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '/index.ts', '/index.js'];
  return [base, ...ends.map((end) => bare + end)];
}

/** `from .pricing import x` from the folder of the file, `from app.pricing import x` from the root or a `src` folder. */
function modules(name: string, folder: string): readonly string[] {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const way = name.slice(dots).replaceAll('.', '/');
  const base = dots > 0 ? posix.join(folder, ...Array<string>(dots - 1).fill('..'), way) : way;
  return dots > 0 ? ends(base) : [...ends(base), ...ends(`src/${base}`)];
}

function ends(base: string): readonly string[] {
  return [`${base}.py`, `${base}/__init__.py`];
}
