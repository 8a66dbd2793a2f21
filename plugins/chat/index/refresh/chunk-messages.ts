import type { EngineModules } from '../workers/engine-modules.js';
import type { FileToPrepare, PreparedFile } from './prepared-file.js';

/** `workerData` of `chunk.worker.ts`. */
export interface ChunkWorkerData {
  readonly root: string;
  readonly modules: Pick<EngineModules, 'treeSitter' | 'grammars'>;
}

/** What the worker is sent: a file. It prepares them in this order. */
export interface ChunkRequest {
  readonly file: FileToPrepare;
}

/** What it says: first that it is there, then one message for each file, in their order. */
export type ChunkAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly prepared: PreparedFile }
  /** It can prepare no file: its packages do not load, the root is gone. */
  | { readonly kind: 'failed'; readonly message: string };
