import { setImmediate as nextTurn } from 'node:timers/promises';

const stepsAtOnce = 32;

/** Whether at this step of a long loop it is time to `breathe`. */
export function isTurn(step: number): boolean {
  return step % stepsAtOnce === stepsAtOnce - 1;
}

/** Others have their turn, who may want to end this. Rejects with the signal's reason. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

/**
 * Does something to all items, at most `size` of them at once; results in their order. Rejects with the first error, or with
 * the signal's reason before the next batch.
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  options: { readonly size: number; readonly signal: AbortSignal },
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += options.size) {
    // Also when all of the work is done at once, others have their turn: somebody who wants to end this.
    if (at > 0) await nextTurn();
    options.signal.throwIfAborted();
    results.push(...(await Promise.all(items.slice(at, at + options.size).map(work))));
  }
  options.signal.throwIfAborted();
  return results;
}
