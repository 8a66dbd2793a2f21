import { posix } from 'node:path';
import { foldersUp } from './places.js';

/** Relative ones, and those of the usual aliases of a `src` folder: `@/cart`, `~/cart`. */
const scriptImport =
  /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"](\.{1,2}(?:\/[^'"\n]{0,200})?|[@~]\/[^'"\n]{1,200})['"]/g;
const pythonFrom = /^[ \t]*from[ \t]+([.\w]{1,200})[ \t]+import[ \t]+(\([^)]{0,4000}\)|[^\n#]{1,400})/gm;
const pythonImport = /^[ \t]*import[ \t]+([^\n#]{1,400})/gm;
const scriptEndings = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte'];

/** The files of the project that a text at `path` imports, in its order, as far as names tell: Python, JavaScript, TypeScript. */
export function importedFiles(text: string, path: string, has: (path: string) => boolean): readonly string[] {
  const candidates = /\.pyi?$/.test(path) ? pythonModules(text, path) : scriptModules(text, path);
  const found = candidates.map((each) => each.find(has)).filter((each) => each !== undefined && each !== path);
  return [...new Set(found as readonly string[])];
}

/** For each import the files that it may mean, the best first. */
function scriptModules(text: string, path: string): readonly (readonly string[])[] {
  return [...text.matchAll(scriptImport)].map(([, module = '']) => scriptBases(module, path).flatMap(scriptFiles));
}

function scriptBases(module: string, path: string): readonly string[] {
  if (module.startsWith('.')) return [posix.join(posix.dirname(path), module)];
  return foldersUp(path).flatMap((folder) => [`${folder}src/${module.slice(2)}`, folder + module.slice(2)]);
}

/** `.js` in an import may be `.ts` in the source. */
function scriptFiles(base: string): readonly string[] {
  const bare = base.replace(/\.[cm]?jsx?$/, '');
  return [base, ...scriptEndings.map((end) => bare + end), ...scriptEndings.map((end) => `${base}/index${end}`)];
}

function pythonModules(text: string, path: string): readonly (readonly string[])[] {
  const modules: string[] = [];
  const code = text.replace(/#[^\n]*/g, '');
  for (const [, module = '', names = ''] of code.matchAll(pythonFrom)) {
    const prefix = module.endsWith('.') ? module : `${module}.`;
    modules.push(...namesIn(names).map((name) => prefix + name));
  }
  for (const [, names = ''] of code.matchAll(pythonImport)) modules.push(...namesIn(names));
  return modules.map((module) => pythonFiles(module, path));
}

function namesIn(list: string): readonly string[] {
  const plain = list.replace(/[()\\]/g, ' ');
  const names = plain.split(',').map((name) => name.trim().split(/\s+/, 1)[0] ?? '');
  return names.filter((name) => /^[\w.]+$/.test(name));
}

/** `a.b.c` may be a module, a package, or a name in the module `a.b`; from any folder above, where `sys.path` is not known. */
function pythonFiles(module: string, path: string): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split('.').filter(Boolean);
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((part) => part !== '.');
  const bases =
    dots > 0
      ? [folders.slice(0, Math.max(0, folders.length - dots + 1))]
      : [...folders.map((_, at) => folders.slice(0, folders.length - at)), [], ['src']];
  const fewest = dots > 0 ? 0 : 1;
  const lengths = [parts.length, parts.length - 1].filter((length) => length >= fewest);
  return bases.flatMap((base) =>
    lengths.flatMap((length) => fileNames([...base, ...parts.slice(0, length)].join('/'))),
  );
}

function fileNames(base: string): readonly string[] {
  return base === '' ? ['__init__.py'] : [`${base}.py`, `${base}/__init__.py`];
}
