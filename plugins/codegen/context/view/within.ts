import type { Clock } from 'devmgr/plugin-api';

/**
 * What work gives within a time, in milliseconds; `late` when it does not, and then its signal is aborted. Rejects as the work does,
 * and with the signal's reason at once.
 */
export async function within<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  {
    ms,
    clock,
    signal,
  }: { readonly ms: number; readonly clock: Pick<Clock, 'setTimeout'>; readonly signal: AbortSignal },
): Promise<Result | 'late'> {
  signal.throwIfAborted();
  const abort = new AbortController();
  let end: (result: 'late') => void = () => undefined;
  let fail: (reason: unknown) => void = () => undefined;
  const ended = new Promise<'late'>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const onAbort = () => fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = clock.setTimeout(() => end('late'), ms);
  const result = work(abort.signal);
  // Nobody may be left to hear of it.
  result.catch(() => undefined);
  try {
    return await Promise.race([result, ended]);
  } finally {
    void timer.dispose();
    signal.removeEventListener('abort', onAbort);
    abort.abort();
  }
}
