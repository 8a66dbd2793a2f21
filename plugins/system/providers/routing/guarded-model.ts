import {
  AiError,
  type AiLanguageModel,
  type AiModelInfo,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
} from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import { guardedParts } from './guarded-parts.js';

export interface GuardTimeouts {
  /** Milliseconds until the first token, and between two parts. */
  readonly firstToken: number;
  readonly idle: number;
}

/** The model of another plugin, kept to the contract: it begins, it ends, and it cannot hold up who asks it. */
export class GuardedModel implements AiLanguageModel {
  readonly specificationVersion = 1;
  readonly #model: AiLanguageModel;
  readonly #host: AiHost;
  readonly #timeouts: () => GuardTimeouts;

  constructor(model: AiLanguageModel, host: AiHost, timeouts: () => GuardTimeouts) {
    this.#model = model;
    this.#host = host;
    this.#timeouts = timeouts;
  }

  get providerId(): string {
    return this.#model.providerId;
  }

  get modelId(): string {
    return this.#model.modelId;
  }

  get kind(): AiLanguageModel['kind'] {
    return this.#model.kind;
  }

  get host(): string | undefined {
    return this.#model.host;
  }

  get info(): AiModelInfo {
    return this.#model.info;
  }

  async *stream(
    request: AiRequest,
    options: { readonly signal: AbortSignal },
  ): AsyncGenerator<AiStreamPart, void, undefined> {
    const { signal } = options;
    let isStarted = false;
    try {
      for await (const part of this.#parts(request, options)) {
        if (!isStarted && part.type !== 'attempt-start')
          yield { type: 'attempt-start', target: this.#target(), attempt: 1 };
        isStarted = true;
        yield part;
        if (part.type === 'stream-end') return;
      }
      throw this.#broken();
    } catch (error) {
      if (!signal.aborted) throw error;
      const usage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };
      yield { type: 'stream-end', reason: 'aborted', target: this.#target(), usage };
    }
  }

  #parts(request: AiRequest, options: { readonly signal: AbortSignal }): AsyncIterable<AiStreamPart> {
    const { firstToken, idle } = this.#timeouts();
    let hasBegun = false;
    const watched = watch(this.#model.stream(request, options), (part) => {
      hasBegun ||= part.type === 'text-delta' || part.type === 'reasoning-delta';
    });
    return guardedParts(watched, {
      host: this.#host,
      signal: options.signal,
      limitMs: () => (hasBegun ? idle : firstToken),
    });
  }

  #target(): AiTarget {
    return { providerId: this.providerId, modelId: this.modelId, host: this.host };
  }

  #broken(): AiError {
    return new AiError({
      message: `${this.providerId} (${this.modelId}) stopped in the middle of the answer`,
      failure: { kind: 'broken-stream', providerId: this.providerId, modelId: this.modelId },
    });
  }
}

async function* watch(
  parts: AsyncIterable<AiStreamPart>,
  see: (part: AiStreamPart) => void,
): AsyncGenerator<AiStreamPart, void, undefined> {
  for await (const part of parts) {
    see(part);
    yield part;
  }
}
