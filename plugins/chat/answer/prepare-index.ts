import { DevmgrError } from 'devmgr/plugin-api';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import type { AnswerEvent } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';

/** Progress is told no more often. */
const everyMs = 100;

/**
 * Brings the index up to date unless it follows the files already, and tells how far it is. Gives whether it is worth asking;
 * notes say why not, or what is not in it. Throws only when aborted.
 */
export async function* prepareIndex(
  { index, context }: AnswerParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, boolean, undefined> {
  const { status, isWatching } = index.state.get();
  if (status === 'ready' && isWatching) return true;
  try {
    let told = Number.NEGATIVE_INFINITY;
    for await (const progress of index.refresh({ signal })) {
      if (progress.type === 'index-end' || context.clock.now() - told < everyMs) continue;
      told = context.clock.now();
      yield indexing(index.state.get());
    }
    signal.throwIfAborted();
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const isOff = index.state.get().status === 'off';
    yield { type: 'note', message: isOff ? offNote(error) : `The code may be out of date: ${told(error)}` };
    return !isOff;
  }
}

function indexing({ progress }: CodeIndexState): AnswerEvent {
  const { done = 0, total, remainingMs } = progress ?? {};
  return { type: 'step', step: { kind: 'indexing', done, total, remainingMs } };
}

function offNote(error: unknown): string {
  return `No code was looked up: ${told(error)}`;
}

function told(error: unknown): string {
  if (DevmgrError.isInstance(error)) return [error.message, error.hint].filter(Boolean).join('. ');
  return error instanceof Error ? error.message : String(error);
}
