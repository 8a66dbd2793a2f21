import type {
  CodeImports,
  CodePlace,
  CodeSearchResult,
  CodeSymbol,
  IndexedFile,
} from 'devmgr/plugin-api/contracts/code-index';
import type { EmbedderChoice } from '../embed/embedder.js';
import type { SkippedFile } from '../store/index-store.js';
import type { EngineModules } from './engine-modules.js';
import type { RpcCall } from './rpc/rpc-methods.js';

/** `workerData` of `search.worker.ts`. */
export interface SearchWorkerData {
  /** Need not exist yet. */
  readonly databasePath: string;
  readonly modules: EngineModules;
  /** Of the built-in model. */
  readonly modelDir: string;
  readonly choice: EmbedderChoice;
}

/** What the search thread answers. Where there is no index yet, nothing is found. */
export interface SearchWorkerMethods {
  search(params: { readonly query: string; readonly limit: number }, call: RpcCall): Promise<CodeSearchResult>;
  related(params: { readonly place: CodePlace; readonly limit: number }, call: RpcCall): Promise<CodeSearchResult>;
  outline(params: { readonly path: string }, call: RpcCall): Promise<readonly CodeSymbol[]>;
  imports(params: { readonly path: string }, call: RpcCall): Promise<CodeImports>;
  files(params: undefined, call: RpcCall): Promise<readonly IndexedFile[]>;
  /** Files, and folders with a `/` at the end, that are not in the index; by path. */
  leftOut(params: undefined, call: RpcCall): Promise<readonly SkippedFile[]>;
  /** Another one after every write, also of other processes; `undefined` where there is no index yet. */
  generation(params: undefined, call: RpcCall): Promise<number | undefined>;
  /** Takes in what was written. Searching does it too; so it is done before somebody waits. */
  reload(params: undefined, call: RpcCall): Promise<void>;
  /** Another embedder than that of the start. The earlier ones stay as long as the index holds their vectors. */
  choose(params: { readonly choice: EmbedderChoice }, call: RpcCall): Promise<void>;
  close(params: undefined): Promise<void>;
}
