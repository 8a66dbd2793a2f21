import { AiError, type AiEmbeddingModel } from 'devmgr/plugin-api/contracts/ai';
import type { LocalCore } from './local-core.js';

/** More at once is no faster on a processor, takes more memory and lets others wait longer. */
const batchSize = 16;

/** An embedding model of this machine. */
export class LocalEmbeddingModel implements AiEmbeddingModel {
  readonly specificationVersion = 1;
  readonly providerId = 'local';
  readonly host = undefined;
  readonly maxBatchSize = batchSize;
  readonly modelId: string;
  readonly #core: LocalCore;
  #dimensions: number | undefined;

  constructor(core: LocalCore, modelId: string) {
    this.#core = core;
    this.modelId = modelId;
  }

  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  async embed(
    texts: readonly string[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    signal.throwIfAborted();
    const model = await this.#core.find(this.modelId);
    if (model.task !== 'feature-extraction') throw noEmbeddings(model.id);
    const vectors: Float32Array[] = [];
    for (let start = 0; start < texts.length; start += batchSize) {
      vectors.push(...(await this.#core.options.runtime.embed(model, texts.slice(start, start + batchSize), signal)));
    }
    this.#dimensions = vectors[0]?.length ?? this.#dimensions;
    return vectors;
  }
}

function noEmbeddings(modelId: string): AiError {
  return new AiError({
    message: `local/${modelId} answers questions and makes no embeddings`,
    hint: 'Take a model for feature-extraction: devmgr models list',
    failure: { kind: 'refused-request', providerId: 'local', modelId },
  });
}
