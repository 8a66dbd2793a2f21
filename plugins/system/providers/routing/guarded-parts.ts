import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import { LinkedAbort } from '../http-provider/linked-abort.js';

/** Milliseconds; `undefined`: for ever. */
export interface Guard {
  readonly host: AiHost;
  readonly signal: AbortSignal;
  /** Until the next part must come. */
  readonly limitMs: () => number | undefined;
}

/**
 * The parts of a stream that somebody else wrote: when it does not hear the signal it is left behind, and when it falls
 * silent too long this throws.
 */
export async function* guardedParts(
  parts: AsyncIterable<AiStreamPart>,
  { host, signal, limitMs }: Guard,
): AsyncGenerator<AiStreamPart, void, undefined> {
  const iterator = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await withGuard(iterator.next(), host, signal, limitMs());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // One that hangs never comes back: nobody waits for it.
    iterator.return?.().catch(() => undefined);
  }
}

async function withGuard<T>(work: Promise<T>, host: AiHost, signal: AbortSignal, ms: number | undefined): Promise<T> {
  const waiting = new LinkedAbort(signal);
  // Also when the race is over: an error that comes late is nobody's.
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      rejected(waiting.signal, signal),
      ...(ms === undefined ? [] : [silence(host, ms, waiting.signal)]),
    ]);
  } finally {
    waiting.abort(undefined);
    waiting.dispose();
  }
}

/** Settles with the race: a listener must not stay in a signal that lives long. */
function rejected(race: AbortSignal, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const settle = () => reject(signal.reason as Error);
    if (race.aborted) settle();
    else race.addEventListener('abort', settle, { once: true });
  });
}

async function silence(host: AiHost, ms: number, signal: AbortSignal): Promise<never> {
  await host.wait(ms, signal);
  throw new Error(`nothing came for ${Math.round(ms / 1000)} s`);
}
