import { join } from 'node:path';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { WatchEvent } from '../watch/watch-event.js';
import type { EngineModules } from '../workers/engine-modules.js';
import type { EngineNeeds } from '../workers/engine-needs.js';
import type { IndexNeeds, IndexWorkerData, IndexWorkerMethods } from '../workers/index-methods.js';
import { resolveEngineModules } from '../workers/resolve-engine-modules.js';
import type { SearchWorkerData, SearchWorkerMethods } from '../workers/search-methods.js';
import { WorkerHandle } from '../workers/worker-handle.js';
import type { CurrentEmbedder } from './embedder/current-embedder.js';

export interface IndexThreadsOptions {
  readonly context: PluginContext;
  readonly embedder: CurrentEmbedder;
  /** Files that are followed have changed. */
  onChanged(event: WatchEvent): void;
  /** The thread that writes, and follows files, is gone. */
  onIndexDeath(): void;
}

/** The threads of the index: one writes, one searches. Both are there when they are asked something. */
export class IndexThreads implements Disposable {
  readonly index: WorkerHandle<IndexNeeds, IndexWorkerMethods>;
  readonly search: WorkerHandle<EngineNeeds, SearchWorkerMethods>;
  #modules: EngineModules | undefined;

  constructor(options: IndexThreadsOptions) {
    const { context } = options;
    const { log, clock } = context;
    const common = { log, now: () => clock.now() };
    const needs = engineNeeds(context, options.embedder);
    this.index = new WorkerHandle({
      ...common,
      file: workerFile(context, 'workers/index.worker.js'),
      title: 'The indexer',
      data: () => this.#indexData(context),
      methods: { ...needs, changed: async (event) => options.onChanged(event) },
      onDeath: () => options.onIndexDeath(),
    });
    this.search = new WorkerHandle({
      ...common,
      file: workerFile(context, 'workers/search.worker.js'),
      title: 'The code search',
      data: () => ({ ...this.#commonData(context), choice: options.embedder.last.choice }) satisfies SearchWorkerData,
      methods: needs,
    });
  }

  /** The search takes in what was written; where it does not run, it will when it is started. */
  reloadSearch(): void {
    if (this.search.isRunning) this.search.start().tell('reload', undefined);
  }

  /** Both can be started again. */
  async stop(): Promise<void> {
    await Promise.all([this.search.stop(), this.index.stop()]);
  }

  async dispose(): Promise<void> {
    await Promise.all([this.search.dispose(), this.index.dispose()]);
  }

  #indexData(context: PluginContext): IndexWorkerData {
    return {
      ...this.#commonData(context),
      root: context.workspace.root,
      chunkWorker: workerFile(context, 'refresh/chunk.worker.js'),
    };
  }

  #resolve({ log }: PluginContext): EngineModules {
    const modules = resolveEngineModules();
    if (modules.treeSitter === undefined || modules.grammars === undefined)
      log.warn(
        'Files are not divided by functions and classes: @vscode/tree-sitter-wasm or web-tree-sitter is missing',
      );
    return modules;
  }

  #commonData(context: PluginContext) {
    const { pluginDir, storage } = context;
    this.#modules ??= this.#resolve(context);
    return {
      databasePath: join(storage.workspaceDir, 'index.sqlite'),
      modules: this.#modules,
      modelDir: join(pluginDir, 'index', 'model'),
    };
  }
}

function workerFile({ pluginDir }: PluginContext, path: string): string {
  return join(pluginDir, 'index', path);
}

function engineNeeds({ log }: PluginContext, embedder: CurrentEmbedder): EngineNeeds {
  return {
    embedTexts: (params, { signal }) => embedder.embed(params, signal),
    log: async ({ level, message }) => log[level](message),
  };
}
