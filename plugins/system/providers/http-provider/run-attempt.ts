import {
  AiError,
  type AiModelInfo,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
} from 'devmgr/plugin-api/contracts/ai';
import type { HttpResponse } from '../transport/http-client.js';
import { answerParts, type AnswerPart } from './answer-parts.js';
import type { AnswerTally } from './answer-tally.js';
import type { AskOptions } from './ask-options.js';
import { FirstTokenTimer } from './first-token-timer.js';
import type { Entry } from './enter-provider.js';
import type { ProviderCore } from './provider-core.js';
import { retryPlan } from './retry-plan.js';
import { toAiError } from './to-ai-error.js';

/** One request, ready to be sent. */
export interface Attempt {
  /** Counted from one. */
  readonly number: number;
  readonly entry: Entry;
  readonly model: AiModelInfo;
  readonly target: AiTarget;
  readonly tally: AnswerTally;
}

/** What is known of an attempt while it runs. */
interface Progress {
  readonly startedAt: number;
  /** Milliseconds until the first token. */
  firstTokenMs: number | undefined;
  response: HttpResponse | undefined;
}

/**
 * Sends the request and gives the parts of the answer. Returns `undefined` when the answer is complete, and the milliseconds
 * until it is to be sent again when it failed before its first token and that is worth it; throws an `AiError` otherwise, and
 * the signal's reason when it was aborted.
 */
export async function* runAttempt(
  core: ProviderCore,
  attempt: Attempt,
  request: AiRequest,
  options: AskOptions,
): AsyncGenerator<AiStreamPart, number | undefined, undefined> {
  const { host, settings } = core.options;
  const progress: Progress = { startedAt: host.now(), firstTokenMs: undefined, response: undefined };
  yield { type: 'attempt-start', target: attempt.target, attempt: attempt.number };
  const timer = new FirstTokenTimer(host, settings().timeouts.firstByte, options.signal);
  try {
    for await (const part of answer(core, attempt, request, timer.signal, progress)) {
      timer.stop();
      progress.firstTokenMs ??= host.now() - progress.startedAt;
      yield part;
    }
    core.answered(attempt.entry);
    host.log.debug(summary(attempt, progress, host.now()));
    yield endPart(attempt, attempt.tally.reason);
    return undefined;
  } catch (error) {
    options.signal.throwIfAborted();
    return yield* failed(core, attempt, error, progress, options);
  } finally {
    timer.dispose();
  }
}

export function endPart(
  { target, tally, model }: Attempt,
  reason: Extract<AiStreamPart, { type: 'stream-end' }>['reason'],
): AiStreamPart {
  return { type: 'stream-end', reason, target, usage: tally.usage(model) };
}

function answer(
  core: ProviderCore,
  { entry, model, tally }: Attempt,
  request: AiRequest,
  signal: AbortSignal,
  progress: Progress,
): AsyncIterable<AnswerPart> {
  const { definition } = core.options;
  return answerParts({
    options: core.options,
    wire: { definition, endpoint: entry.endpoint },
    failure: () => core.context(entry.endpoint, model.id),
    model,
    request,
    signal,
    tally,
    async onResponse(response) {
      progress.response = response;
      // The error is to name models that there are.
      if (response.status === 404 && core.state.get().models.length === 0) await core.look(signal);
    },
  });
}

async function* failed(
  core: ProviderCore,
  { entry, target, model, number }: Attempt,
  error: unknown,
  { firstTokenMs, response }: Progress,
  options: AskOptions,
): AsyncGenerator<AiStreamPart, number, undefined> {
  const { host } = core.options;
  const failure = toAiError(error, core.context(entry.endpoint, model.id));
  if (!(failure instanceof AiError)) throw error;
  const retryInMs =
    firstTokenMs !== undefined
      ? undefined
      : retryPlan(core.options, options, { error: failure, response, attempt: number });
  const name = `${target.providerId}/${target.modelId}`;
  if (retryInMs === undefined) {
    core.failed(entry, failure);
    throw failure;
  }
  host.log.warn(`${name}: ${failure.message}; asking again in ${(retryInMs / 1000).toFixed(1)} s`);
  yield { type: 'attempt-fail', target, error: failure, retryInMs };
  return retryInMs;
}

/** `openai/gpt-6-luna: answered in 1.2 s (first token after 0.3 s), 31 + 12 tokens`. */
function summary({ target, tally, model }: Attempt, { startedAt, firstTokenMs }: Progress, now: number): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const first = firstTokenMs === undefined ? 'nothing was said' : `first token after ${seconds(firstTokenMs)}`;
  const { inputTokens, outputTokens } = tally.usage(model);
  const tokens = inputTokens === undefined ? '' : `, ${inputTokens} + ${outputTokens ?? 0} tokens`;
  return `${target.providerId}/${target.modelId}: answered in ${seconds(now - startedAt)} (${first})${tokens}`;
}
