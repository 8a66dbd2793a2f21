import type { AiEmbeddingModel } from 'devmgr/plugin-api/contracts/ai';
import { embeddingBatch } from './embedding-batch.js';
import type { ProviderCore } from './provider-core.js';

/** An embedding model of a provider over HTTP. */
export class HttpEmbeddingModel implements AiEmbeddingModel {
  readonly specificationVersion = 1;
  readonly modelId: string;
  readonly #core: ProviderCore;
  #dimensions: number | undefined;

  constructor(core: ProviderCore, modelId: string) {
    this.#core = core;
    this.modelId = modelId;
  }

  get providerId(): string {
    return this.#core.options.definition.id;
  }

  get host(): string | undefined {
    return this.#core.host;
  }

  get maxBatchSize(): number {
    return embeddingBatch(this.#core.options.definition);
  }

  get dimensions(): number | undefined {
    return this.#dimensions ?? this.#core.modelInfo(this.modelId, 'embedding').dimensions;
  }

  async embed(
    texts: readonly string[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    const { embedTexts } = await import('./embed-texts.js');
    const vectors = await embedTexts(this.#core, this.modelId, texts, signal);
    this.#dimensions = vectors[0]?.length ?? this.#dimensions;
    return vectors;
  }
}
