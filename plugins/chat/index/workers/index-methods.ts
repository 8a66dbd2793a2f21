import type { CodeIndexState, IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { EmbedderChoice } from '../embed/embedder.js';
import type { WatchEvent } from '../watch/watch-event.js';
import type { EngineModules } from './engine-modules.js';
import type { EngineNeeds } from './engine-needs.js';
import type { RpcCall } from './rpc/rpc-methods.js';

/** `workerData` of `index.worker.ts`. */
export interface IndexWorkerData {
  readonly root: string;
  readonly databasePath: string;
  readonly modules: EngineModules;
  /** Of the built-in model. */
  readonly modelDir: string;
  /** The built `chunk.worker.js`. */
  readonly chunkWorker: string;
}

export interface IndexOptions {
  /** See `WalkOptions.listed`. */
  readonly listed: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly maxFileBytes: number;
  readonly choice: EmbedderChoice;
}

export type IndexReport =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  /** What is there so far. */
  | { readonly kind: 'count'; readonly statistics: Pick<IndexStatistics, 'files' | 'chunks' | 'languages'> }
  /** What a person should know. */
  | { readonly kind: 'note'; readonly message: string };

/** What the index holds, as it is counted after a refresh. */
export type IndexStatistics = Pick<CodeIndexState, 'files' | 'chunks' | 'languages' | 'skipped' | 'sizeBytes'>;

export interface IndexResult {
  readonly summary: IndexSummary;
  readonly statistics: IndexStatistics;
  /** Why there are keywords only though vectors were wanted. */
  readonly problem: string | undefined;
}

/** What the thread answers that is the one writer. */
export interface IndexWorkerMethods {
  /** What the database holds as it is. */
  count(params: undefined, call: RpcCall): Promise<IndexStatistics>;
  refresh(params: IndexOptions & { readonly rebuild: boolean }, call: RpcCall<IndexReport>): Promise<IndexResult>;
  /** Looks at some paths only, with the listing and the settings of the last refresh. */
  update(params: { readonly paths: readonly string[] }, call: RpcCall<IndexReport>): Promise<IndexResult>;
  /** Follows the files with the rules of the last refresh, from when it resolves: `IndexNeeds.changed` is told. */
  watch(params: undefined, call: RpcCall): Promise<void>;
  unwatch(params: undefined, call: RpcCall): Promise<void>;
  close(params: undefined): Promise<void>;
}

export interface IndexNeeds extends EngineNeeds {
  changed(event: WatchEvent, call: RpcCall): Promise<void>;
}
