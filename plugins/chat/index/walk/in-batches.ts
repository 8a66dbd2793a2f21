import { setImmediate as nextTurn } from 'node:timers/promises';

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
