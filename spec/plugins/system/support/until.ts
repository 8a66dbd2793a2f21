import type { ReadonlyStore } from 'devmgr/plugin-api';
import { WAIT_MS } from '../../../support/wait-ms.js';

/** Resolves to the store's value as soon as it is such; rejects after the deadline with what it was. */
export function until<T>(store: ReadonlyStore<T>, holds: (value: T) => boolean, deadlineMs = WAIT_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (value: T) => {
      if (!holds(value)) return;
      void watch.dispose();
      clearTimeout(timer);
      resolve(value);
    };
    const timer = setTimeout(() => {
      void watch.dispose();
      reject(new Error(`Not within ${deadlineMs} ms: ${JSON.stringify(store.get())}`));
    }, deadlineMs);
    const watch = store.onDidChange(settle);
    settle(store.get());
  });
}
