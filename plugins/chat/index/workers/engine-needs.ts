import type { RpcCall } from './rpc/rpc-methods.js';

/** What every thread of the engine may ask the main thread for. */
export interface EngineNeeds {
  /** Vectors of an embeddings endpoint of the `ai` service, in the order of `texts`. */
  embedTexts(
    params: { readonly selection: string; readonly texts: readonly string[] },
    call: RpcCall,
  ): Promise<readonly Float32Array[]>;
  log(params: { readonly level: 'debug' | 'info' | 'warn'; readonly message: string }, call: RpcCall): Promise<void>;
}
