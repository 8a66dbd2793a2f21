import type { AiLanguageModel, AiModelInfo, AiRequest, AiStreamPart, AiTarget } from 'devmgr/plugin-api/contracts/ai';
import type { AskOptions } from './ask-options.js';
import type { ProviderCore } from './provider-core.js';

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
    const { streamAnswer } = await import('./stream-answer.js');
    yield* streamAnswer({ core: this.#core, wanted: this.#wanted, target: () => this.#target() }, request, options);
  }

  /** Of a request that may never have been made. */
  #target(): AiTarget {
    return { providerId: this.providerId, modelId: this.modelId, host: this.host };
  }
}
