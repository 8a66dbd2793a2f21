import type { Clock } from 'devmgr/plugin-api';
import type { CodeIndex, CodeIndexState, IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import type { AnswerEvent } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';
import { errorSentences } from '../index/embed/error-sentences.js';

/** How often progress is told. */
const everyMs = 100;
/** How long a question waits for an index that has files already; for the first ones of a new one as long as it takes. */
const patienceMs = 5_000;

/**
 * Brings the index up to date unless it follows the files already, and tells how far it is. When that takes long it goes on by
 * itself, and what is there is searched. Gives whether the index is worth asking; notes say why not, or what is not in it.
 * Throws only when aborted.
 */
export async function* prepareIndex(
  parts: AnswerParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, boolean, undefined> {
  const { index, context } = parts;
  const { status, isWatching } = index.state.get();
  if (status === 'ready' && isWatching) return true;
  try {
    const isComplete = yield* refresh(parts, signal);
    if (!isComplete) yield { type: 'note', message: incompleteNote(index.state.get()) };
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const isOff = index.state.get().status === 'off';
    const what = isOff ? 'No code was looked up' : 'The code index could not be brought up to date';
    yield { type: 'note', message: context.text.redact(`${what}: ${errorSentences(error)}`) };
    return !isOff;
  }
}

/** Gives whether it came to its end; else it goes on. */
async function* refresh(
  { index, context: { clock } }: AnswerParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, boolean, undefined> {
  const stop = new AbortController();
  const done = drain(index.refresh({ signal: stop.signal }));
  // It is waited for below, or goes on alone: then the state of the index tells how it ended.
  done.catch(() => undefined);
  const isKnown = await hasFiles(index, signal);
  const startedAt = clock.now();
  let isLeft = false;
  try {
    for (;;) {
      const isDone = await Promise.race([done.then(() => true), tick(clock, signal).then(() => false)]);
      signal.throwIfAborted();
      if (isDone) return true;
      yield indexing(index.state.get());
      if (clock.now() - startedAt < patienceMs) continue;
      isLeft = isKnown;
      if (isLeft) return false;
    }
  } finally {
    if (!isLeft) stop.abort();
  }
}

/** Files of an earlier time: what is not known of a new index while it is made could be what the question is about. */
async function hasFiles(index: CodeIndex, signal: AbortSignal): Promise<boolean> {
  return index.files({ signal }).then(
    (files) => files.length > 0,
    () => false,
  );
}

async function drain(progress: AsyncIterable<IndexProgress>): Promise<void> {
  for await (const each of progress) void each;
}

/** A moment, or until it is aborted. */
function tick(clock: Pick<Clock, 'setTimeout'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      void timer.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, everyMs);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}

function indexing({ progress }: CodeIndexState): AnswerEvent {
  const { done = 0, total, remainingMs } = progress ?? {};
  return { type: 'step', step: { kind: 'indexing', done, total, remainingMs } };
}

function incompleteNote({ progress }: CodeIndexState): string {
  const share = progress && progress.total > 0 ? ` (${Math.floor((100 * progress.done) / progress.total)} %)` : '';
  return `The code index is still being made${share}: files that it has not read yet are not among the sources`;
}
