import { HttpFailure } from '../transport/http-failure.js';
import type { AiHost } from '../ai-host.js';
import { LinkedAbort } from './linked-abort.js';

/**
 * Runs `work` with a signal that aborts after `ms`, and with `signal`. What it does then is its own matter; usually it
 * rejects with an `HttpFailure` that says how long it took.
 */
export async function withTimeLimit<T>(
  host: AiHost,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limited = new LinkedAbort(signal);
  const timer = new LinkedAbort(limited.signal);
  const seconds = Math.round(ms / 100) / 10;
  host.wait(ms, timer.signal).then(
    () => limited.abort(new HttpFailure('first-byte-timeout', `no answer within ${seconds} s`)),
    () => undefined,
  );
  try {
    return await work(limited.signal);
  } finally {
    timer.abort(undefined);
    timer.dispose();
    limited.dispose();
  }
}
