import type {
  AiError,
  AiLanguageModel,
  AiModelInfo,
  AiRequest,
  AiStreamPart,
  AiTarget,
} from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import type { AskOptions } from '../http-provider/ask-options.js';
import type { Cooldowns } from './cooldowns.js';
import { inTurn, readyAt } from './in-turn.js';
import { mayFailOver } from './may-fail-over.js';
import { asAiError, routeError, type FailedTarget } from './route-error.js';
import type { RouteTarget } from './route-target.js';

export interface RoutedModelOptions {
  /** As they are now: settings and states change. */
  readonly targets: () => readonly RouteTarget[];
  readonly cooldowns: Cooldowns;
  readonly host: AiHost;
}

const NO_USAGE = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };

/** With others to ask, one is asked only once more, and soon. */
const SHORT_PATIENCE = { retries: 1, maxDelayMs: 2_000 };

/** Several models as one: asked in turn until one answers. After the first token there is no turning back. */
export class RoutedModel implements AiLanguageModel {
  readonly specificationVersion = 1;
  readonly #options: RoutedModelOptions;

  constructor(options: RoutedModelOptions) {
    this.#options = options;
  }

  get providerId(): string {
    return this.#first?.model.providerId ?? 'none';
  }

  get modelId(): string {
    return this.#first?.model.modelId ?? 'none';
  }

  get kind(): AiLanguageModel['kind'] {
    return this.#first?.model.kind ?? 'generative';
  }

  get host(): string | undefined {
    return this.#first?.model.host;
  }

  get info(): AiModelInfo {
    return this.#first?.model.info ?? { id: 'none', kind: 'language' };
  }

  /** Who would be asked first now. */
  get #first(): RouteTarget | undefined {
    const { targets, cooldowns, host } = this.#options;
    const all = targets();
    const ready = all.filter((target) => target.isReadyNow());
    return ready.find((target) => readyAt(target, cooldowns) <= host.now()) ?? ready[0] ?? all[0];
  }

  async *stream(
    request: AiRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<AiStreamPart, void, undefined> {
    try {
      yield* this.#inTurn(request, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      // Aborted between two of them.
      const { providerId, modelId, host } = this;
      yield { type: 'stream-end', reason: 'aborted', target: { providerId, modelId, host }, usage: NO_USAGE };
    }
  }

  async *#inTurn(request: AiRequest, signal: AbortSignal): AsyncGenerator<AiStreamPart, void, undefined> {
    const { cooldowns, host } = this.#options;
    const targets = this.#options.targets();
    const asked: (FailedTarget & { readonly target: RouteTarget })[] = [];
    for await (const target of inTurn(targets, cooldowns, () => host.now(), signal)) {
      const before = asked.at(-1);
      if (before && !mayFailOver(before.error.failure, before.target.model.info, target.model.info)) break;
      if (before) {
        host.log.warn(`${before.name} does not answer; asking ${target.name} instead`);
        yield { type: 'attempt-fail', target: targetOf(before.target), error: before.error, retryInMs: undefined };
      }
      const patience = this.#hasOther(targets, [...asked.map((each) => each.target), target])
        ? SHORT_PATIENCE
        : undefined;
      const error = yield* this.#ask(target, request, { signal, patience });
      if (!error) return;
      asked.push({ target, name: target.name, error });
    }
    throw routeError(asked);
  }

  /** Gives the error of a model that failed before its first token; throws that of one that failed after it. */
  async *#ask(
    target: RouteTarget,
    request: AiRequest,
    options: AskOptions,
  ): AsyncGenerator<AiStreamPart, AiError | undefined, undefined> {
    const { cooldowns, host } = this.#options;
    let hasBegun = false;
    try {
      for await (const part of target.model.stream(request, options)) {
        hasBegun ||= part.type === 'text-delta' || part.type === 'reasoning-delta';
        if (part.type === 'stream-end' && part.reason !== 'aborted') cooldowns.answered(target.name);
        yield part;
      }
      return undefined;
    } catch (error) {
      options.signal.throwIfAborted();
      const failure = asAiError(error, target.model.providerId, target.model.modelId);
      host.log.warn(`${target.name}: ${failure.message}`);
      if (hasBegun) throw failure;
      if (isLasting(failure)) cooldowns.failed(target.name, failure.failure);
      return failure;
    }
  }

  /** Somebody else can be asked who would answer as well. */
  #hasOther(targets: readonly RouteTarget[], asked: readonly RouteTarget[]): boolean {
    const { cooldowns, host } = this.#options;
    return targets.some(
      (target) =>
        !asked.includes(target) &&
        target.model.kind === 'generative' &&
        target.isReadyNow() &&
        readyAt(target, cooldowns) <= host.now(),
    );
  }
}

/** It was not the question's fault. */
function isLasting({ failure }: AiError): boolean {
  return failure.kind !== 'refused-request' && failure.kind !== 'context-too-long';
}

function targetOf({ model }: RouteTarget): AiTarget {
  return { providerId: model.providerId, modelId: model.modelId, host: model.host };
}
