import { Store } from 'devmgr/plugin-api';
import {
  AiError,
  type AiFailure,
  type AiLanguageModel,
  type AiModelInfo,
  type AiProvider,
  type AiProviderState,
  type AiRequest,
  type AiStreamPart,
} from 'devmgr/plugin-api/contracts/ai';

type Stream = (request: AiRequest, options: { readonly signal: AbortSignal }) => AsyncIterable<AiStreamPart>;

export interface ScriptedProvider extends AiProvider {
  readonly state: Store<AiProviderState>;
  /** How often a model was asked. */
  readonly asked: () => number;
  refreshed: number;
}

/** A provider as a plugin may bring one: each question gets the next of the streams, the last one stays. */
export function scriptedProvider(
  id: string,
  streams: readonly [Stream, ...Stream[]],
  changes: Partial<Pick<AiProvider, 'refresh' | 'kind'>> & { readonly info?: Partial<AiModelInfo> } = {},
): ScriptedProvider {
  let asked = 0;
  const { info, ...rest } = changes;
  const model: AiLanguageModel = {
    specificationVersion: 1,
    providerId: id,
    modelId: 'm',
    kind: 'generative',
    host: undefined,
    info: { id: 'm', kind: 'language', ...info },
    stream(request, options) {
      const stream = streams[Math.min(asked, streams.length - 1)] ?? streams[0];
      asked += 1;
      return stream(request, options);
    },
  };
  return {
    id,
    title: id,
    kind: 'cloud',
    state: new Store<AiProviderState>(READY),
    asked: () => asked,
    refreshed: 0,
    async refresh() {
      this.refreshed += 1;
    },
    languageModel: () => model,
    ...rest,
  };
}

const READY: AiProviderState = {
  status: { kind: 'ready' },
  latencyMs: 1,
  checkedAt: 1,
  models: [{ id: 'm', kind: 'language' }],
  defaultModel: 'm',
  baseUrl: undefined,
  warnings: [],
};

/** Answers with that text. */
export function says(text: string): Stream {
  return async function* () {
    const target = { providerId: 'p', modelId: 'm', host: undefined };
    yield { type: 'text-delta', text };
    const usage = { inputTokens: 1, outputTokens: 1, costUsd: undefined };
    yield { type: 'stream-end', reason: 'stop', target, usage };
  };
}

export function fails(kind: AiFailure['kind'], more: Partial<AiFailure> = {}, hint?: string): Stream {
  return async function* () {
    throw new AiError({ message: `It is ${kind}`, hint, failure: { kind, providerId: 'p', modelId: 'm', ...more } });
  };
}

/** Says something, then fails. */
export function breaksAfter(text: string): Stream {
  return async function* (request, options) {
    yield { type: 'text-delta', text };
    yield* fails('broken-stream')(request, options);
  };
}

/** Neither answers nor hears the signal. */
export function hangs(): Stream {
  return async function* () {
    await new Promise(() => undefined);
  };
}
