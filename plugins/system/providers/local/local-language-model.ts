import type { AiLanguageModel, AiModelInfo, AiRequest, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { LocalCore } from './local-core.js';

/** A language model of this machine. Without an id: the default model, as it is when it is asked. */
export class LocalLanguageModel implements AiLanguageModel {
  readonly specificationVersion = 1;
  readonly providerId = 'local';
  readonly host = undefined;
  readonly #core: LocalCore;
  readonly #wanted: string | undefined;

  constructor(core: LocalCore, modelId: string | undefined) {
    this.#core = core;
    this.#wanted = modelId;
  }

  get modelId(): string {
    const wanted = this.#wanted ?? this.#core.state.get().defaultModel ?? this.#core.options.extractive.modelId;
    return this.#core.options.library.find(wanted)?.id ?? wanted;
  }

  get kind(): AiLanguageModel['kind'] {
    return this.modelId === this.#core.options.extractive.modelId ? 'extractive' : 'generative';
  }

  get info(): AiModelInfo {
    const { modelId } = this;
    const listed = this.#core.state.get().models.find(({ id }) => id === modelId);
    return listed ?? { id: modelId, kind: 'language' };
  }

  async *stream(
    request: AiRequest,
    options: { readonly signal: AbortSignal },
  ): AsyncGenerator<AiStreamPart, void, undefined> {
    // Which one is the default is not known before.
    if (this.#wanted === undefined && this.#core.state.get().checkedAt === undefined) await this.#core.look();
    if (this.kind === 'extractive') {
      yield* this.#core.options.extractive.stream(request, options);
      return;
    }
    const { modelId } = this;
    const { generateLocally } = await import('./generate-locally.js');
    yield* generateLocally(this.#core, modelId, request, options.signal);
  }
}
