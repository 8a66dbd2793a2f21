import { toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { LazyHttpClient } from '../../providers/lazy-http-client.js';
import type { ProviderEntry } from '../../providers/registry/provider-entry.js';
import { hostedAdapter, rankOf, type HostedOptions } from './hosted-adapters.js';

/** Keeps an adapter for every provider that there is, while providers come and go with settings and plugins. Nothing is sent. */
export function followProviders(service: Pick<FineTuning, 'registerAdapter'>, options: HostedOptions): Disposable {
  const { registry, host } = options.ai;
  const client = new LazyHttpClient(options.context.env);
  const registered = new Map<string, Disposable>();
  let seen: readonly ProviderEntry[] = [];
  const follow = () => {
    const { entries } = registry;
    if (entries === seen) return;
    seen = entries;
    const ids = new Set(entries.map(({ provider }) => provider.id));
    for (const [id, registration] of registered) {
      if (ids.has(id)) continue;
      registered.delete(id);
      void registration.dispose();
    }
    for (const entry of [...entries].sort((a, b) => rankOf(a) - rankOf(b))) add(entry);
  };
  const add = (entry: ProviderEntry) => {
    const { id } = entry.provider;
    if (registered.has(id)) return;
    const adapter = hostedAdapter(entry, { ...options, client });
    try {
      if (adapter) registered.set(id, service.registerAdapter(adapter));
    } catch (error) {
      // Somebody else has an adapter of that name: theirs is the one that is meant.
      host.log.debug(`fine-tuning: ${id} has an adapter already`, { error: String(error) });
    }
  };
  follow();
  const watch = registry.all.onDidChange(follow);
  return toDisposable(() => {
    void watch.dispose();
    for (const registration of registered.values()) void registration.dispose();
    void client.dispose();
  });
}
