import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { TestBook } from '../book/test-book.js';
import type { RunOptionsStore } from '../results/run-options-store.js';

/** Whoever types a value is at its end after that. */
const TYPED_MS = 1_000;

/** Collects again when another profile or the field Env gives other variables: there may be other tests with them. Where nobody looks at the list, later. */
export function followVariables(
  book: Pick<TestBook, 'catalog' | 'collect'>,
  { texts }: Pick<RunOptionsStore, 'texts'>,
  { clock, subscriptions }: Pick<PluginContext, 'clock' | 'subscriptions'>,
): void {
  const chosen = () => JSON.stringify([texts.get().profile, texts.get().env]);
  let timer: Disposable | undefined;
  let collected = chosen();
  const collect = () => {
    timer = undefined;
    if (chosen() === collected) return;
    collected = chosen();
    if (book.catalog.get().status !== 'unknown') void book.collect();
  };
  const follow = () => {
    void timer?.dispose();
    timer = clock.setTimeout(collect, TYPED_MS);
  };
  subscriptions.add(texts.onDidChange(follow));
  subscriptions.add({ dispose: () => timer?.dispose() });
}
