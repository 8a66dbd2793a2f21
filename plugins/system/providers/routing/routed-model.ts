import type { AiLanguageModel, AiModelInfo, AiRequest, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import type { Cooldowns } from './cooldowns.js';
import { readyAt } from './ready-at.js';
import type { RouteTarget } from './route-target.js';

export interface RoutedModelOptions {
  /** As they are now: settings and states change. */
  readonly targets: () => readonly RouteTarget[];
  readonly cooldowns: Cooldowns;
  readonly host: AiHost;
}

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
    const { streamInTurn } = await import('./stream-in-turn.js');
    try {
      yield* streamInTurn(this.#options, request, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      // Aborted between two of them.
      const { providerId, modelId, host } = this;
      const usage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };
      yield { type: 'stream-end', reason: 'aborted', target: { providerId, modelId, host }, usage };
    }
  }
}
