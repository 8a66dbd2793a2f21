import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import { aiError } from './ai-error.js';
import type { FailureContext } from './failure-context.js';

/** The error of a stream that ended without its terminator: what came of the answer is not the whole. */
export function brokenStream(context: FailureContext): AiError {
  const hint = 'The answer is not complete: ask again';
  return aiError(context, { event: 'stopped in the middle of the answer', hint }, { kind: 'broken-stream' });
}
