import { setImmediate } from 'node:timers/promises';

/** What one piece of work may take of the main thread. */
const sliceMs = 2;

/**
 * Does something with each item, in order, and lets others have their turn every few milliseconds. Rejects with the reason of `signal` when that
 * is aborted, and with what `work` throws. `step`: so many are done between two looks at the clock.
 */
export async function inSlices<T>(
  items: Iterable<T>,
  work: (item: T, index: number) => void,
  signal?: AbortSignal,
  step = 64,
): Promise<void> {
  let end = performance.now() + sliceMs;
  let index = 0;
  for (const item of items) {
    work(item, index++);
    if (index % step !== 0 || performance.now() < end) continue;
    await setImmediate();
    signal?.throwIfAborted();
    end = performance.now() + sliceMs;
  }
}
