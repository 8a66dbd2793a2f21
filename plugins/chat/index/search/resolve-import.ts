import { posix } from 'node:path';

/** `.js` in an import may be any of these in the source. */
const scriptEndings = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte'];
const scriptLanguages = new Set(['javascript', 'typescript', 'tsx', 'jsx', 'vue', 'svelte']);

/** An import as it is written in a file. */
export interface ImportPlace {
  /** Of the file that imports. */
  readonly path: string;
  readonly language: string;
  readonly module: string;
}

/** The file of the project that an import means, by the names of files alone; `undefined`: none of them. */
export function resolveImport(place: ImportPlace, exists: (path: string) => boolean): string | undefined {
  if (place.language === 'python') return resolvePython(place, exists);
  if (scriptLanguages.has(place.language)) return resolveScript(place, exists);
  return undefined;
}

/** Absolute modules are looked for from every folder above the file: where a project's root is on sys.path is not known. */
function resolvePython({ path, module }: ImportPlace, exists: (path: string) => boolean): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split('.').filter(Boolean);
  const folders = dots > 0 ? [climb(path, dots)] : foldersAbove(path);
  // The package that a relative import begins at is one itself; an absolute one has a name.
  const fewest = dots > 0 ? 0 : 1;
  for (const folder of folders) {
    if (folder === undefined) continue;
    const found = firstModule(folder, { parts, fewest }, exists);
    if (found !== undefined && found !== path) return found;
  }
  return undefined;
}

interface ModuleName {
  readonly parts: readonly string[];
  /** With fewer parts it names nothing. */
  readonly fewest: number;
}

/** `a.b.c` may be a module, a package, or a name inside the module `a.b`. */
function firstModule(
  folder: string,
  { parts, fewest }: ModuleName,
  exists: (path: string) => boolean,
): string | undefined {
  for (const length of [parts.length, parts.length - 1].filter((each) => each >= fewest)) {
    const base = [folder, ...parts.slice(0, length)].filter((part) => part !== '').join('/');
    const asPackage = base === '' ? '__init__.py' : `${base}/__init__.py`;
    if (length > 0 && exists(`${base}.py`)) return `${base}.py`;
    if (exists(asPackage)) return asPackage;
  }
  return undefined;
}

function climb(path: string, dots: number): string | undefined {
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((part) => part !== '.');
  const kept = folders.length - (dots - 1);
  return kept < 0 ? undefined : folders.slice(0, kept).join('/');
}

function foldersAbove(path: string): readonly string[] {
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((part) => part !== '.');
  const above = folders.map((_, index) => folders.slice(0, folders.length - index).join('/'));
  return [...above, '', 'src'];
}

function resolveScript({ path, module }: ImportPlace, exists: (path: string) => boolean): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const base = joined(path, module);
  if (base.startsWith('..')) return undefined;
  if (exists(base)) return base;
  const bare = base.replace(/\.(m|c)?jsx?$/, '');
  for (const ending of scriptEndings) {
    if (exists(bare + ending)) return bare + ending;
    if (bare !== base && exists(base + ending)) return base + ending;
  }
  const index = base === '.' ? 'index' : `${base}/index`;
  const ending = scriptEndings.find((each) => exists(index + each));
  return ending === undefined ? undefined : index + ending;
}

/** `posix.join` of a file's folder and a relative module, which takes most of the time where there are thousands of them. */
function joined(path: string, module: string): string {
  let folderEnd = path.lastIndexOf('/');
  let from = module.startsWith('./') ? 2 : 0;
  for (; module.startsWith('../', from) && folderEnd > 0; from += 3) folderEnd = path.lastIndexOf('/', folderEnd - 1);
  const rest = module.slice(from);
  // What is not plain: `./`, `a/../b`, `a//b`.
  if (/^$|^[./]|\/[./]/.test(rest)) return posix.join(posix.dirname(path), module);
  return folderEnd < 0 ? rest : `${path.slice(0, folderEnd)}/${rest}`;
}
