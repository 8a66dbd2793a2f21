import type {
  AiLanguageModel,
  AiModelInfo,
  AiRequest,
  AiStreamPart,
  AiTarget,
  AiUsage,
} from 'devmgr/plugin-api/contracts/ai';
import { AnswerTally } from './answer-tally.js';
import type { AskOptions } from './ask-options.js';
import { endPart, runAttempt, type Attempt } from './run-attempt.js';
import { LinkedAbort } from './linked-abort.js';
import { noModelError } from './no-model-error.js';
import type { ProviderCore } from './provider-core.js';

const NO_USAGE: AiUsage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };

/** A model of a provider over HTTP. Without an id: the default model, as it is when it is asked. */
export class HttpLanguageModel implements AiLanguageModel {
  readonly specificationVersion = 1;
  readonly kind = 'generative';
  readonly #core: ProviderCore;
  readonly #wanted: string | undefined;

  constructor(core: ProviderCore, modelId: string | undefined) {
    this.#core = core;
    this.#wanted = modelId;
  }

  get providerId(): string {
    return this.#core.options.definition.id;
  }

  /** `default` while nobody knows which one that is. */
  get modelId(): string {
    return this.#wanted ?? this.#core.state.get().defaultModel ?? 'default';
  }

  get host(): string | undefined {
    return this.#core.host;
  }

  get info(): AiModelInfo {
    return this.#core.modelInfo(this.modelId);
  }

  async *stream(request: AiRequest, options: AskOptions): AsyncGenerator<AiStreamPart, void, undefined> {
    const abort = new LinkedAbort(options.signal, this.#core.signal);
    try {
      yield* this.#attempts(request, { ...options, signal: abort.signal });
    } finally {
      abort.dispose();
    }
  }

  /** Of a request that may never have been made. */
  #target(): AiTarget {
    return { providerId: this.providerId, modelId: this.modelId, host: this.host };
  }

  async *#attempts(request: AiRequest, options: AskOptions): AsyncGenerator<AiStreamPart, void, undefined> {
    const { signal } = options;
    let attempt: Attempt | undefined;
    try {
      for (let number = 1; ; number += 1) {
        attempt = await this.#prepare(number, signal);
        const retryInMs = yield* runAttempt(this.#core, attempt, request, options);
        if (retryInMs === undefined) return;
        await this.#core.options.host.wait(retryInMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      yield attempt
        ? endPart(attempt, 'aborted')
        : { type: 'stream-end', reason: 'aborted', target: this.#target(), usage: NO_USAGE };
    }
  }

  /** Finds address and model. Looks at the provider when one of them is not known. */
  async #prepare(number: number, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    if (this.#core.mustLook(this.#wanted)) await this.#core.look(signal);
    signal.throwIfAborted();
    const entry = await this.#core.enter(this.#wanted);
    const modelId = this.#wanted ?? this.#core.state.get().defaultModel;
    if (modelId === undefined) throw noModelError(this.#core.options.definition, this.#core.state.get());
    const target = { providerId: this.providerId, modelId, host: entry.endpoint.host };
    return { number, entry, model: this.#core.modelInfo(modelId), target, tally: new AnswerTally() };
  }
}
