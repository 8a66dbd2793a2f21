import { posix } from 'node:path';
import type { FileRecord } from '../store/index-store.js';
import { resolveImport } from './resolve-import.js';

type Importer = Pick<FileRecord, 'path' | 'language' | 'imports'>;

/** Which file of the project imports which, by path. Kept up to date with files as they come and go. */
export class ImportGraph {
  readonly #importers = new Map<string, Set<string>>();
  readonly #targets = new Map<string, readonly string[]>();
  /** What could not be found, by the names that a file with it would have: one that comes later may be it. */
  readonly #missing = new Map<string, Set<string>>();

  /** How many files import a file. */
  count(path: string): number {
    return this.#importers.get(path)?.size ?? 0;
  }

  imports(path: string): readonly string[] {
    return this.#targets.get(path) ?? [];
  }

  importedBy(path: string): readonly string[] {
    return [...(this.#importers.get(path) ?? [])];
  }

  /** Looks up what the file imports. `exists` must know all files by then. */
  add(file: Importer, exists: (path: string) => boolean): void {
    this.remove(file.path);
    const { path, language } = file;
    const targets = new Set<string>();
    for (const module of file.imports) {
      const target = resolveImport({ path, language, module }, exists);
      if (target === undefined) this.#miss(path, namesOf(module, language));
      else if (target !== path) targets.add(target);
      // `from app import models` means the module, once it is there.
      if (target !== undefined && language === 'python') this.#miss(path, innerName(module, target));
    }
    if (targets.size === 0) return;
    this.#targets.set(path, [...targets]);
    for (const target of targets) addTo(this.#importers, target, path);
  }

  /** Files that import something which could not be found, and which a file at this path may be. */
  mayImport(path: string): readonly string[] {
    const { name, dir } = posix.parse(path);
    const names = isFolderItself(name) ? [name, posix.basename(dir)] : [name];
    return [...new Set(names.flatMap((each) => [...(this.#missing.get(each) ?? [])]))];
  }

  /** The file imports nothing any more; who imports it still does, should it come back. */
  remove(path: string): void {
    for (const target of this.#targets.get(path) ?? []) this.#importers.get(target)?.delete(path);
    this.#targets.delete(path);
  }

  clear(): void {
    this.#importers.clear();
    this.#targets.clear();
    this.#missing.clear();
  }

  #miss(path: string, names: readonly string[]): void {
    for (const name of names) addTo(this.#missing, name, path);
  }
}

function namesOf(module: string, language: string): readonly string[] {
  return language === 'python' ? pythonNames(module) : scriptNames(module);
}

/** The last part of a module, where the file that was found is a package or module around it. */
function innerName(module: string, target: string): readonly string[] {
  const last = module.slice(module.lastIndexOf('.') + 1);
  const { name, dir } = posix.parse(target);
  return last === '' || last === name || last === posix.basename(dir) ? [] : [last];
}

/** `a.b.c` may be the module `c`, or a name inside the module `b`; `.a` may be a name inside the package around. */
function pythonNames(module: string): readonly string[] {
  const parts = module.split('.').filter(Boolean);
  return [...parts.slice(-2), ...(module.startsWith('.') && parts.length < 2 ? ['__init__'] : [])];
}

/** Others than relative ones are packages. */
function scriptNames(module: string): readonly string[] {
  if (!module.startsWith('.')) return [];
  const name = posix.basename(module);
  return /^\.+$/.test(name) ? ['index'] : [name, posix.parse(name).name];
}

function isFolderItself(name: string): boolean {
  return name === '__init__' || name === 'index';
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}
