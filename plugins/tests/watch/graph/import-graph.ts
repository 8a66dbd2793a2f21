import { posix } from 'node:path';
import { ModuleFinder } from './module-finder.js';
import { named, type ModuleImport, type ModuleImports } from './module-imports.js';

/** How far a file is from one that it runs. A package around a module runs with it, but that is seldom why they have to do with each other. */
const distance = { imports: 1, conftest: 2, named: 3, around: 4 } as const;

/** Files are worked through for so long before others get their turn. */
const sliceMs = 4;

/** Who imports whom in a project. Paths are from its root, with `/`. */
export class ImportGraph {
  readonly #files: ReadonlyMap<string, ModuleImports>;
  /** By file: those that run when it changes, and how near they are. */
  readonly #importers = new Map<string, Map<string, number>>();
  readonly #byFolder = new Map<string, string[]>();
  /** By the last part of a file's name in a string: who has that string. */
  readonly #naming = new Map<string, { readonly text: string; readonly file: string }[]>();

  private constructor(files: ReadonlyMap<string, ModuleImports>) {
    this.#files = files;
  }

  /** In slices of a few milliseconds. `before`: it knows who imported a file that is gone. Throws the signal's reason. */
  static async of(
    files: ReadonlyMap<string, ModuleImports>,
    signal: AbortSignal,
    before?: ImportGraph,
  ): Promise<ImportGraph> {
    const graph = new ImportGraph(files);
    const finder = await ModuleFinder.of(files.keys(), signal);
    if (before) graph.#addGone(before);
    let since = performance.now();
    for (const [file, { imports }] of files) {
      for (const each of imports) graph.#addImport(finder, file, each);
      graph.#addAround(file);
      graph.#addToFolder(file);
      if (performance.now() - since < sliceMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      since = performance.now();
    }
    return graph;
  }

  /** Whether it is a module of the project, as it is now. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The modules in a folder, not those in folders below; `.` is the root. */
  inFolder(folder: string): readonly string[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** The modules in a folder and in those below it. */
  below(folder: string): readonly string[] {
    if (folder === '.') return [...this.#files.keys()];
    return [...this.#byFolder].flatMap(([each, files]) =>
      each === folder || each.startsWith(`${folder}/`) ? files : [],
    );
  }

  /** The modules that name this file in a string, whole or its end. */
  naming(path: string): readonly string[] {
    const known = this.#naming.get(posix.basename(path)) ?? [];
    return known.filter(({ text }) => path === text || path.endsWith(`/${text}`)).map(({ file }) => file);
  }

  /** Whether a file that `isWanted` runs code of this one. `dead`: those of which that is known not to be so; it grows. */
  reaches(from: string, isWanted: (file: string) => boolean, dead: Set<string>): boolean {
    const seen = new Set<string>();
    for (const left = [from]; left.length > 0;) {
      const file = left.pop() ?? '';
      if (seen.has(file) || dead.has(file)) continue;
      if (isWanted(file)) return true;
      seen.add(file);
      left.push(...(this.#importers.get(file)?.keys() ?? []));
    }
    for (const file of seen) dead.add(file);
    return false;
  }

  /** Why a file cannot be imported, as far as its syntax says. */
  errorOf(file: string): ModuleImports['error'] {
    return this.#files.get(file)?.error;
  }

  /** Everything that runs code of one of these files, themselves included, the nearest first; the number is how far it is. */
  dependents(changed: Iterable<string>): ReadonlyMap<string, number> {
    const reached = new Map<string, number>();
    const rings: string[][] = [[...changed]];
    for (let far = 0; far < rings.length; far++) {
      for (const file of rings[far] ?? []) {
        if (reached.has(file)) continue;
        reached.set(file, far);
        for (const [importer, step] of this.#importers.get(file) ?? [])
          if (!reached.has(importer)) (rings[far + step] ??= []).push(importer);
      }
    }
    return reached;
  }

  #addImport(finder: ModuleFinder, file: string, each: ModuleImport): void {
    const step = each.level < 0 ? distance.named : distance.imports;
    for (const found of finder.find(file, each)) this.#add(found, file, step);
    if (each.level !== named.file) return;
    for (const found of finder.filesNamed(file, each.module)) this.#add(found, file, step);
    const text = each.module.replace(/^(?:\.{0,2}\/)+/, '');
    const name = posix.basename(text);
    const known = this.#naming.get(name);
    if (known) known.push({ text, file });
    else this.#naming.set(name, [{ text, file }]);
  }

  #add(file: string, importer: string, step: number): void {
    const known = this.#importers.get(file) ?? new Map<string, number>();
    this.#importers.set(file, known.set(importer, Math.min(step, known.get(importer) ?? step)));
  }

  /** A conftest concerns everything below its folder, and a package is run before the modules in it. */
  #addAround(file: string): void {
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      this.#addOf(posix.join(folder, 'conftest.py'), file, distance.conftest);
      this.#addOf(posix.join(folder, '__init__.py'), file, distance.around);
      if (folder === '.') return;
    }
  }

  #addGone(before: ImportGraph): void {
    for (const [file, importers] of before.#importers) if (!this.#files.has(file)) this.#importers.set(file, importers);
  }

  #addToFolder(file: string): void {
    const folder = posix.dirname(file);
    const known = this.#byFolder.get(folder);
    if (known) known.push(file);
    else this.#byFolder.set(folder, [file]);
  }

  #addOf(around: string, file: string, step: number): void {
    if (around !== file && this.#files.has(around)) this.#add(around, file, step);
  }
}
