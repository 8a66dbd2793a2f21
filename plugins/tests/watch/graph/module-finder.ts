import { posix } from 'node:path';
import { inSlices } from '../../book/in-slices.js';
import { named, type ModuleImport } from './module-imports.js';
import { standardModules } from './standard-modules.js';

/** In the root and in each folder around a file modules are looked for, and in these of them. */
const usualRoots = ['', 'src', 'lib'];

/** What a name of a file is too common for. */
const mostFilesOfAName = 20;

/**
 * Finds the files of a project that an import may mean. Which folders will be on `sys.path` is not known: each without an `__init__.py` may be, and a
 * package when nothing else is found. Those that usually are, and those around the importing file, come first; what stays ambiguous means every file
 * of that name. All paths are from the project's root, with `/`.
 */
export class ModuleFinder {
  readonly #files = new Set<string>();
  /** By the last part of the dotted name, so that a project of any size has few candidates. */
  readonly #byName = new Map<string, string[]>();

  private constructor() {}

  /** In slices of a few milliseconds. Throws the signal's reason. */
  static async of(files: Iterable<string>, signal?: AbortSignal): Promise<ModuleFinder> {
    const finder = new ModuleFinder();
    await inSlices(files, (file) => finder.#add(file), signal);
    return finder;
  }

  /** What `importer` runs with an import, itself left out. Modules that are not the project's give nothing. */
  find(importer: string, { level, module, names }: ModuleImport): readonly string[] {
    const path = module.replaceAll('.', '/');
    return this.#meant(importer, level, path, names).filter((file) => file !== importer);
  }

  #meant(importer: string, level: number, path: string, names: readonly string[]): readonly string[] {
    if (level > 0) return this.#relative(importer, level, path, names);
    if (level === 0) return this.#absolute(importer, path, names);
    return level === named.file ? [] : this.#named(importer, path.replace(':', '/'), level === named.module ? 1 : 2);
  }

  #add(file: string): void {
    if (!/\.pyi?$/.test(file) || this.#files.has(file)) return;
    this.#files.add(file);
    const name = posix.basename(modulePath(file));
    const known = this.#byName.get(name);
    if (known) known.push(file);
    else this.#byName.set(name, [file]);
  }

  #relative(importer: string, level: number, path: string, names: readonly string[]): readonly string[] {
    let folder = posix.dirname(importer);
    for (let up = 1; up < level; up++) folder = posix.dirname(folder);
    const target = posix.join(folder, path);
    return [target, ...names.map((name) => posix.join(target, name))].flatMap((each) => this.#at(each));
  }

  #absolute(importer: string, path: string, names: readonly string[]): readonly string[] {
    const own = this.#target(importer, path);
    // Of a package the names are in it; the parts of one without an `__init__.py` may lie in several places.
    const inner = names.flatMap((name) => {
      const target = `${path}/${name}`;
      return own.length === 0
        ? this.#target(importer, target)
        : own.flatMap((file) => this.#at(join(modulePath(file), name)));
    });
    return [...own, ...inner];
  }

  /** The files of one dotted path, in the roots that are most likely. */
  #target(importer: string, path: string): readonly string[] {
    const roots = [...new Set(this.#rootsOf(path))];
    const likely = new Set(around(importer).flatMap((folder) => usualRoots.map((inner) => join(folder, inner))));
    const open = roots.filter((root) => !this.#isPackage(root));
    const preferred = open.filter((root) => likely.has(root));
    const isOfPython = standardModules.has(path.split('/', 1)[0] ?? '');
    const chosen = preferred.length > 0 ? preferred : open.length > 0 || isOfPython ? open : roots;
    return chosen.flatMap((root) => this.#at(join(root, path)));
  }

  /** The longest beginning that is a module: `app/models/User` may be a class in `app/models`. */
  #named(importer: string, path: string, leastParts: number): readonly string[] {
    const parts = path.split('/');
    for (let count = parts.length; count >= leastParts; count--) {
      const found = this.#target(importer, parts.slice(0, count).join('/'));
      if (found.length === 0) continue;
      // `python -m app`
      return [...found, ...found.flatMap((file) => this.#at(join(modulePath(file), '__main__')))];
    }
    return [];
  }

  /** Python files that `text`, as `scripts/run.py`, may mean; none when too many do. */
  filesNamed(importer: string, text: string): readonly string[] {
    const path = text.replace(/^(?:\.{0,2}\/)+/, '');
    if (!/\.pyi?$/.test(path) || /(?:^|\/)(?:test_\w*|conftest|setup|__init__)\.py$/.test(path)) return [];
    const known = this.#byName.get(posix.basename(modulePath(path))) ?? [];
    const found = known.filter((file) => file !== importer && (file === path || file.endsWith(`/${path}`)));
    return found.length > mostFilesOfAName ? [] : found;
  }

  /** Folders that a file of this dotted path is in, each of which may be on `sys.path`. */
  #rootsOf(path: string): readonly string[] {
    return (this.#byName.get(posix.basename(path)) ?? []).flatMap((file) => {
      const own = modulePath(file);
      if (own !== path && !own.endsWith(`/${path}`)) return [];
      return own.slice(0, Math.max(0, own.length - path.length - 1));
    });
  }

  #isPackage(folder: string): boolean {
    return folder !== '' && this.#files.has(`${folder}/__init__.py`);
  }

  #at(path: string): string[] {
    const candidates = [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`];
    return candidates.filter((file) => this.#files.has(file));
  }
}

/** `app/main` for `app/main.py`, `app` for `app/__init__.py`. */
function modulePath(file: string): string {
  return file.replace(/\.pyi?$/, '').replace(/(?:^|\/)__init__$/, '');
}

/** The folders that a file lies in, the root as `''`. */
function around(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(0, index).join('/'));
}

function join(folder: string, path: string): string {
  return [folder, path].filter(Boolean).join('/');
}
