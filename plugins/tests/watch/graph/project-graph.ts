import type { PluginContext } from 'devmgr/plugin-api';
import { readImportCache, writeImportCache, type KnownImports } from './import-cache.js';
import { ImportGraph } from './import-graph.js';
import { readImports } from './read-imports.js';

export interface ProjectGraphParts {
  readonly host: Pick<PluginContext, 'processes' | 'pluginDir' | 'log'>;
  /** The project; absolute. */
  readonly root: string;
  /** Where imports are kept between starts. */
  readonly cachePath: string;
  /** Asked anew every time: the interpreter may become another. Rejects with a `DevmgrError`. */
  readonly python: () => Promise<string>;
}

/** The import graph of a project, brought up to date when it is asked for: only files that changed are read again. */
export class ProjectGraph {
  readonly #parts: ProjectGraphParts;
  #known: Map<string, KnownImports> | undefined;
  #graph: ImportGraph | undefined;

  constructor(parts: ProjectGraphParts) {
    this.#parts = parts;
  }

  /**
   * `sources`: every file with a digest of what it holds, from the root. One call at a time. Throws the signal's reason, and what `python` rejects with.
   */
  async update(sources: ReadonlyMap<string, string>, signal: AbortSignal): Promise<ImportGraph> {
    const { host, root, cachePath, python } = this.#parts;
    const before = this.#graph;
    const known = (this.#known ??= await readImportCache(cachePath));
    const files = [...sources.keys()].filter((file) => file.endsWith('.py') || file.endsWith('.pyi'));
    const stale = files.filter((file) => known.get(file)?.digest !== sources.get(file));
    const gone = [...known.keys()].filter((file) => !sources.has(file));
    if (before && stale.length === 0 && gone.length === 0) return before;
    const read = await readImports(host, { python: await python(), root, files: stale, signal });
    for (const file of stale) {
      const imports = read.get(file) ?? { imports: [], error: undefined };
      known.set(file, { ...imports, digest: sources.get(file) ?? '' });
    }
    for (const file of gone) known.delete(file);
    this.#graph = await ImportGraph.of(new Map(known), signal, before);
    if (stale.length > 0 || gone.length > 0) void this.#keep(known);
    return this.#graph;
  }

  #keep(known: ReadonlyMap<string, KnownImports>): Promise<void> {
    return writeImportCache(this.#parts.cachePath, new Map(known)).catch((error: unknown) => {
      this.#parts.host.log.debug(`What the project imports could not be kept: ${String(error)}`);
    });
  }
}
