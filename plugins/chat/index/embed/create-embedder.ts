import type { EngineModules } from '../workers/engine-modules.js';
import type { Embedder, EmbedderChoice } from './embedder.js';
import { embeddingFailed } from './embedder-errors.js';
import type { NativeGate } from '../native/native-gate.js';
import type { AskService } from './service/service-embedder.js';

export interface EmbedderDeps {
  readonly modules: Pick<EngineModules, 'onnxruntime' | 'tokenizers'>;
  /** The folder of the built-in model. */
  readonly modelDir: string;
  /** Asks an embeddings endpoint of the `ai` service; needed for the choice `service` only. */
  readonly askService?: AskService | undefined;
  /** Of the thread on which the embedder runs, where it is not the main one: see `NativeGate`. */
  readonly gate?: NativeGate | undefined;
  /** Only queries are embedded: the built-in model is then there at once, and makes the same vectors. */
  readonly forQueries?: boolean | undefined;
}

/**
 * Makes what was chosen ready, with its model loaded; `undefined` when that is none. Throws a `DevmgrError` whose message
 * says why there will be no vectors. Only what was chosen is read.
 */
export async function createEmbedder(choice: EmbedderChoice, deps: EmbedderDeps): Promise<Embedder | undefined> {
  switch (choice.kind) {
    case 'none':
      return undefined;
    case 'built-in':
      return deps.forQueries ? await openForQueries(deps) : await openBuiltIn(deps);
    case 'folder': {
      const { openFolder } = await import('./folder/open-folder.js');
      return await openFolder(choice.path, deps);
    }
    case 'service': {
      if (!deps.askService) throw embeddingFailed(choice.selection, 'nobody can be asked here');
      const { ServiceEmbedder } = await import('./service/service-embedder.js');
      return new ServiceEmbedder(choice.selection, deps.askService);
    }
  }
}

async function openForQueries({ modelDir }: EmbedderDeps): Promise<Embedder> {
  const { StaticQueries } = await import('./static/static-queries.js');
  return StaticQueries.open(modelDir);
}

async function openBuiltIn({ modules, modelDir, gate }: EmbedderDeps): Promise<Embedder> {
  const [{ loadOnnxRuntime }, { StaticModel }] = await Promise.all([
    import('./onnx/load-onnxruntime.js'),
    import('./static/static-model.js'),
  ]);
  return await StaticModel.open(await loadOnnxRuntime(modules.onnxruntime, gate), modelDir);
}
