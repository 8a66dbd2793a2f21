import type { EngineModules } from '../workers/engine-modules.js';
import type { Embedder, EmbedderChoice } from './embedder.js';
import { loadOnnxRuntime } from './onnx/load-onnxruntime.js';
import { StaticModel } from './static/static-model.js';

export interface EmbedderDeps {
  readonly modules: Pick<EngineModules, 'onnxruntime' | 'tokenizers'>;
  /** The folder of the built-in model. */
  readonly modelDir: string;
  /** Asks an embeddings endpoint of the `ai` service; in the order of `texts`. */
  readonly askService?: (
    selection: string,
    texts: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly Float32Array[]>;
}

/**
 * Makes what was chosen ready, with its model loaded; `undefined` when that is none. Throws a `DevmgrError` whose message
 * says why there will be no vectors.
 */
export async function createEmbedder(choice: EmbedderChoice, deps: EmbedderDeps): Promise<Embedder | undefined> {
  switch (choice.kind) {
    case 'none':
      return undefined;
    case 'built-in':
      return await StaticModel.open(await loadOnnxRuntime(deps.modules.onnxruntime), deps.modelDir);
    case 'folder':
    case 'service':
      return undefined;
  }
}
