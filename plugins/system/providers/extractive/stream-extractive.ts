import { setImmediate } from 'node:timers/promises';
import type { AiRequest, AiStreamPart, AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import { extractiveAnswer } from './extractive-answer.js';
import { limitAnswer, type LimitedAnswer } from './limit-answer.js';

/** Nothing is counted in tokens here, and nothing is paid. */
const usage: AiUsage = { inputTokens: undefined, outputTokens: undefined, costUsd: 0 };

const nothing: LimitedAnswer = { pieces: [], reason: 'stop' };

/** The answer of `extractiveModel`, in pieces. */
export async function* streamExtractive(
  target: AiTarget,
  request: AiRequest,
  signal: AbortSignal,
): AsyncGenerator<AiStreamPart, void, undefined> {
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
