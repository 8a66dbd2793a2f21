import type { FileRecord } from '../store/index-store.js';
import { resolveImport } from './resolve-import.js';

type Importer = Pick<FileRecord, 'path' | 'language' | 'imports'>;

/** How many files import a file, by path. */
export class ImportCounts {
  readonly #counts = new Map<string, number>();
  readonly #targets = new Map<string, readonly string[]>();

  count(path: string): number {
    return this.#counts.get(path) ?? 0;
  }

  /** Looks up what the file imports. `exists` must know all files by then. */
  add(file: Importer, exists: (path: string) => boolean): void {
    this.remove(file.path);
    const { path, language } = file;
    const targets = new Set<string>();
    for (const module of file.imports) {
      const target = resolveImport({ path, language, module }, exists);
      if (target !== undefined && target !== path) targets.add(target);
    }
    if (targets.size === 0) return;
    this.#targets.set(path, [...targets]);
    for (const target of targets) this.#counts.set(target, this.count(target) + 1);
  }

  remove(path: string): void {
    for (const target of this.#targets.get(path) ?? []) this.#counts.set(target, this.count(target) - 1);
    this.#targets.delete(path);
  }

  clear(): void {
    this.#counts.clear();
    this.#targets.clear();
  }
}
