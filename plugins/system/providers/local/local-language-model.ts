import {
  AiError,
  type AiLanguageModel,
  type AiModelInfo,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
  type AiUsage,
} from 'devmgr/plugin-api/contracts/ai';
import type { LocalCore } from './local-core.js';
import { localModelInfo } from './local-state.js';
import type { PulledModel } from './models/pulled-model.js';

type Tokens = Pick<AiUsage, 'inputTokens' | 'outputTokens'>;

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
    if (this.kind === 'extractive') yield* this.#core.options.extractive.stream(request, options);
    else yield* this.#generate(request, options.signal);
  }

  async *#generate(request: AiRequest, signal: AbortSignal): AsyncGenerator<AiStreamPart, void, undefined> {
    let target: AiTarget = { providerId: 'local', modelId: this.modelId, host: undefined };
    let tokens: Tokens = { inputTokens: undefined, outputTokens: undefined };
    try {
      signal.throwIfAborted();
      const model = await this.#core.find(target.modelId);
      target = { ...target, modelId: model.id };
      requireFit(model, request);
      yield { type: 'attempt-start', target, attempt: 1 };
      for await (const part of this.#core.options.runtime.generate(model, request, signal)) {
        if (part.type === 'prompt') tokens = { inputTokens: part.tokens, outputTokens: 0 };
        if (part.type === 'end') {
          yield endPart(target, part.reason, part);
          return;
        }
        if (part.type !== 'text') continue;
        tokens = { ...tokens, outputTokens: part.tokens };
        yield { type: 'text-delta', text: part.text };
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      yield endPart(target, 'aborted', tokens);
    }
  }
}

function endPart(
  target: AiTarget,
  reason: Extract<AiStreamPart, { readonly type: 'stream-end' }>['reason'],
  { inputTokens, outputTokens }: Tokens,
): AiStreamPart {
  return { type: 'stream-end', reason, target, usage: { inputTokens, outputTokens, costUsd: 0 } };
}

/** What would only be found out after the model was loaded. */
function requireFit(model: PulledModel, { messages }: AiRequest): void {
  const { kind, seesImages } = localModelInfo(model);
  const isSeen = messages.every(({ images = [] }) => images.length === 0);
  if (kind === 'language' && (isSeen || seesImages === true)) return;
  const what = kind === 'language' ? 'reads text only, and the question has a picture' : 'makes embeddings, no answers';
  const hint = kind === 'language' ? 'Take a model that sees: devmgr models list' : 'Take another: devmgr models list';
  const failure = { kind: 'refused-request', providerId: 'local', modelId: model.id } as const;
  throw new AiError({ message: `local/${model.id} ${what}`, hint, failure });
}
