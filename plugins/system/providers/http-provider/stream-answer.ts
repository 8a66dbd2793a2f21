import {
  AiError,
  type AiModelInfo,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
  type AiUsage,
} from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { AnswerTally } from './answer-tally.js';
import type { AskOptions } from './ask-options.js';
import { enterProvider } from './enter-provider.js';
import { LinkedAbort } from './linked-abort.js';
import { noModelError } from './no-model-error.js';
import type { ProviderCore } from './provider-core.js';
import { endPart, runAttempt, type Attempt } from './run-attempt.js';

const NO_USAGE: AiUsage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };

/** A model that is asked. */
export interface AskedModel {
  readonly core: ProviderCore;
  /** `undefined`: the default model, as it is now. */
  readonly wanted: string | undefined;
  /** As far as it is known before a request is made. */
  target(): AiTarget;
}

/** See `AiLanguageModel.stream`: requests until one is answered, or none is worth another try. */
export async function* streamAnswer(
  model: AskedModel,
  request: AiRequest,
  options: AskOptions,
): AsyncGenerator<AiStreamPart, void, undefined> {
  const abort = new LinkedAbort(options.signal, model.core.signal);
  try {
    yield* attempts(model, request, { ...options, signal: abort.signal });
  } finally {
    abort.dispose();
  }
}

async function* attempts(
  model: AskedModel,
  request: AiRequest,
  options: AskOptions,
): AsyncGenerator<AiStreamPart, void, undefined> {
  const { core } = model;
  const { signal } = options;
  let attempt: Attempt | undefined;
  try {
    for (let number = 1; ; number += 1) {
      attempt = await prepare(model, number, signal);
      const retryInMs = yield* runAttempt(core, attempt, request, options);
      if (retryInMs === undefined) return;
      await core.options.host.wait(retryInMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    yield attempt
      ? endPart(attempt, 'aborted')
      : { type: 'stream-end', reason: 'aborted', target: model.target(), usage: NO_USAGE };
  }
}

/** Finds address and model. Looks at the provider when one of them is not known. */
async function prepare({ core, wanted }: AskedModel, number: number, signal: AbortSignal): Promise<Attempt> {
  const { definition } = core.options;
  signal.throwIfAborted();
  if (core.mustLook(wanted)) await core.look(signal);
  signal.throwIfAborted();
  const entry = await enterProvider(core, wanted);
  const modelId = wanted ?? core.state.get().defaultModel;
  if (modelId === undefined) throw noModelError(definition, core.state.get());
  const target = { providerId: definition.id, modelId, host: entry.endpoint.host };
  const info = core.modelInfo(modelId);
  if (isForEmbeddings(info)) throw noAnswerError(definition, modelId);
  return { number, entry, model: info, target, tally: new AnswerTally() };
}

/** Of a model that nobody has listed yet what is known of it by its name. */
function isForEmbeddings({ kind, dimensions }: AiModelInfo): boolean {
  return kind === 'embedding' || dimensions !== undefined;
}

function noAnswerError({ id, title }: AiProviderDefinition, modelId: string): AiError {
  return new AiError({
    message: `${title}: ${modelId} makes embeddings and answers no questions`,
    hint: `Name a language model; what there is shows: devmgr providers ${id}`,
    failure: { kind: 'not-found', providerId: id, modelId },
  });
}
