import { AiError, type AiEmbeddingModel } from 'devmgr/plugin-api/contracts/ai';
import type { HttpResponse } from '../transport/http-client.js';
import { LinkedAbort } from './linked-abort.js';
import type { Entry, ProviderCore } from './provider-core.js';
import { retryPlan } from './retry-plan.js';
import { isSuccess, readResponseError, sendWire } from './send-wire.js';
import { toAiError } from './to-ai-error.js';
import { WireFormatError } from '../wire/wire-format-error.js';

/** 2048 vectors of 4096 numbers as text. */
const ANSWER_LIMIT = 256 * 1024 * 1024;
const DEFAULT_BATCH = 256;

/** Texts in one request; 0: the provider has no embeddings. */
export function embeddingBatch({ definition, format }: ProviderCore['options']): number {
  if (!format.embeddingsRequest || !format.readEmbeddings) return 0;
  return definition.quirks?.embeddingBatch ?? DEFAULT_BATCH;
}

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
    return embeddingBatch(this.#core.options);
  }

  get dimensions(): number | undefined {
    return this.#dimensions ?? this.#core.modelInfo(this.modelId, 'embedding').dimensions;
  }

  async embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<readonly Float32Array[]> {
    const abort = new LinkedAbort(options.signal, this.#core.signal);
    const vectors: Float32Array[] = [];
    try {
      for (let start = 0; start < texts.length; start += this.maxBatchSize)
        vectors.push(...(await this.#batch(texts.slice(start, start + this.maxBatchSize), abort.signal)));
    } finally {
      abort.dispose();
    }
    this.#dimensions = vectors[0]?.length ?? this.#dimensions;
    return vectors;
  }

  async #batch(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const { host } = this.#core.options;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      if (this.#core.mustLook(this.modelId)) await this.#core.look(signal);
      const result = await this.#attempt(texts, attempt, signal);
      if (typeof result !== 'number') return result;
      await host.wait(result, signal);
    }
  }

  /** The vectors, or the milliseconds until the request is to be sent again. */
  async #attempt(
    texts: readonly string[],
    attempt: number,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[] | number> {
    const entry = await this.#core.enter(this.modelId);
    let response: HttpResponse | undefined;
    try {
      response = await this.#send(entry, texts, signal);
      const vectors = await this.#read(entry, response, texts.length);
      this.#core.answered(entry);
      return vectors;
    } catch (error) {
      signal.throwIfAborted();
      return this.#retry(entry, error, response, attempt);
    }
  }

  #send({ endpoint }: Entry, texts: readonly string[], signal: AbortSignal): Promise<HttpResponse> {
    const { definition, format, settings } = this.#core.options;
    const wire = format.embeddingsRequest?.({ definition, endpoint }, this.modelId, texts);
    if (!wire) throw new TypeError(`${definition.id} has no embeddings`);
    return sendWire(this.#core.options, wire, signal, settings().timeouts);
  }

  async #read({ endpoint }: Entry, response: HttpResponse, count: number): Promise<readonly Float32Array[]> {
    const { definition, format } = this.#core.options;
    const context = this.#core.context(endpoint, this.modelId);
    if (!isSuccess(response)) throw await readResponseError(this.#core.options, context, response);
    const vectors = format.readEmbeddings?.({ definition, endpoint }, await response.text(ANSWER_LIMIT), count);
    if (vectors?.length !== count)
      throw new WireFormatError(`answered with ${vectors?.length ?? 0} embeddings for ${count} texts`);
    return vectors;
  }

  #retry(entry: Entry, error: unknown, response: HttpResponse | undefined, attempt: number): number {
    const { options } = this.#core;
    const failure = toAiError(error, this.#core.context(entry.endpoint, this.modelId));
    if (!(failure instanceof AiError)) throw error;
    const retryInMs = retryPlan(options, {}, { error: failure, response, attempt });
    const name = `${this.providerId}/${this.modelId}`;
    if (retryInMs === undefined) {
      this.#core.failed(entry, failure);
      options.host.log.warn(`${name}: ${failure.message}`);
      throw failure;
    }
    options.host.log.warn(`${name}: ${failure.message}; asking again in ${(retryInMs / 1000).toFixed(1)} s`);
    return retryInMs;
  }
}
