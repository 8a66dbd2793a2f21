import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { AnswerEvent } from '../answer/answer-event.js';

/** How long an answer that was stopped has to say what it cost. */
const graceMs = 2_000;
/** How long events may be taken that are there already, before keys and the screen have their turn. */
const sliceMs = 4;

export interface ConsumeOptions {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly onEvent: (event: AnswerEvent) => void;
}

/**
 * Hands over what comes of an answer until it has come to its end, or for two seconds after it was aborted: whoever does not
 * stop then is not listened to any more. Rejects as the answer does, but not for being aborted.
 */
export async function consumeAnswer(events: AsyncIterable<AnswerEvent>, options: ConsumeOptions): Promise<void> {
  const { signal, clock, onEvent } = options;
  const over = new AbortController();
  let timer: Disposable | undefined;
  const startGrace = () => (timer = clock.setTimeout(() => over.abort(), graceMs));
  const isGone = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve(), { once: true }));
  if (signal.aborted) startGrace();
  else signal.addEventListener('abort', startGrace, { once: true });
  try {
    await Promise.race([pump(events, over.signal, onEvent), isGone]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', startGrace);
    void timer?.dispose();
  }
}

async function pump(
  events: AsyncIterable<AnswerEvent>,
  over: AbortSignal,
  onEvent: (event: AnswerEvent) => void,
): Promise<void> {
  let turnAt = performance.now();
  for await (const event of events) {
    if (over.aborted) return;
    onEvent(event);
    if (performance.now() - turnAt < sliceMs) continue;
    await nextTurn();
    turnAt = performance.now();
  }
}
