import { setTimeout as sleep } from 'node:timers/promises';
import { WAIT_MS } from '../../support/wait-ms.js';

/** Waits for a state: the first result that is neither undefined nor false. Rejects after `ms`. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
  ms = WAIT_MS,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await sleep(10);
  }
}
