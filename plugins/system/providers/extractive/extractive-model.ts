import { setImmediate } from 'node:timers/promises';
import type { AiLanguageModel, AiRequest, AiStreamPart, AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import { extractiveAnswer } from './extractive-answer.js';
import { limitAnswer, type LimitedAnswer } from './limit-answer.js';

const target: AiTarget = { providerId: 'local', modelId: 'extractive', host: undefined };

/** Nothing is counted in tokens here, and nothing is paid. */
const usage: AiUsage = { inputTokens: undefined, outputTokens: undefined, costUsd: 0 };

/**
 * What answers when there is no language model: it ranks the sources of the request by the question and quotes the best
 * lines with their places. It says what it is in the first line, says nothing of the code itself, and never fails.
 */
export const extractiveModel: AiLanguageModel = {
  specificationVersion: 1,
  providerId: target.providerId,
  modelId: target.modelId,
  kind: 'extractive',
  host: target.host,
  info: { id: target.modelId, kind: 'language', seesImages: false, price: { input: 0, output: 0 } },
  stream: (request, { signal }) => streamAnswer(request, signal),
};

async function* streamAnswer(request: AiRequest, signal: AbortSignal): AsyncGenerator<AiStreamPart, void, undefined> {
  const isAborted = () => signal.aborted;
  yield { type: 'attempt-start', target, attempt: 1 };
  const { pieces, reason } = isAborted() ? nothing : limitAnswer(await extractiveAnswer(request), request);
  for (const text of pieces) {
    if (isAborted()) break;
    yield { type: 'text-delta', text };
    // Lets the screen paint and an abort come through.
    await setImmediate();
  }
  yield { type: 'stream-end', reason: isAborted() ? 'aborted' : reason, target, usage };
}

const nothing: LimitedAnswer = { pieces: [], reason: 'stop' };
