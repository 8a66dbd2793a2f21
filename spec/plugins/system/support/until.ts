import type { ReadonlyStore } from 'devmgr/plugin-api';

/** Resolves to the store's value as soon as it is such; rejects after the deadline with what it was. */
export function until<T>(store: ReadonlyStore<T>, holds: (value: T) => boolean, deadlineMs = 15_000): Promise<T> {
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
