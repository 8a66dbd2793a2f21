import { Store, type PluginContext } from 'devmgr/plugin-api';
import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { AiParts } from './providers/ai-parts.js';
import { readAiSettings } from './providers/ai-settings.js';
import { ProviderTrials } from './providers/ask/provider-trials.js';
import { knownProviders } from './providers/definitions/known-providers.js';
import { parseSelection } from './providers/registry/selection.js';
import { keyVariable } from './providers/view/key-variable.js';
import { ProviderViews } from './providers/view/provider-views.js';
import type { ProvidersLook, ProvidersParts } from './providers-parts.js';

/** Wires what shows the AI providers and works on them. */
export function createProvidersParts(context: PluginContext, source: AiParts): ProvidersParts {
  const { ai, preferences, limits } = source;
  const { subscriptions } = context;
  const views = subscriptions.add(createViews(context, source));
  settleAfterFirstLook(views, source);
  const look = ({ signal, providerId }: ProvidersLook) =>
    source.look({ signal, ...(providerId !== undefined && { providerIds: [providerId] }) });
  const looks = subscriptions.add(new Store(0));
  const isLooking = subscriptions.add(new Store(false));
  subscriptions.add(looks.onDidChange((count) => isLooking.set(count > 0)));
  const watched = async (work: () => Promise<void>) => {
    looks.update((count) => count + 1);
    try {
      await work();
    } finally {
      views.settleOrder();
      looks.update((count) => count - 1);
    }
  };
  return {
    context,
    ai,
    preferences,
    views,
    selected: subscriptions.add(new Store<string | undefined>(undefined)),
    trials: subscriptions.add(new ProviderTrials(context)),
    isLooking,
    gather: () => source.gather(),
    require: (id) => source.registry.require(id).provider,
    look: (options) => watched(() => look(options)),
    refresh: (options) =>
      watched(async () => {
        if (options.providerId === undefined) return ai.refresh(options);
        limits.set(options.providerId, undefined);
        await look(options);
      }),
  };
}

function createViews(context: PluginContext, source: AiParts): ProviderViews {
  const { ai, preferences, runningLooks } = source;
  const { env, workspace, config } = context;
  return new ProviderViews({
    ai,
    changes: [
      preferences.choices.onDidChange,
      workspace.dotenv.onDidChange,
      config.onDidChange,
      runningLooks.ids.onDidChange,
    ],
    first: () => firstNamed(context, source),
    keyVariable: (id) => keyVariable(source.keyVariables(id), env, workspace.dotenv.get()),
    isOptional,
    isLooking: (id) => runningLooks.has(id),
    preferred: () => readAiSettings(config).order.map((name) => parseSelection(name).providerId),
  });
}

/** The first provider that there is of those that the person named: on the screen, in the settings. */
function firstNamed({ config }: PluginContext, { preferences, registry }: AiParts): string | undefined {
  const names = [preferences.choices.get().selection ?? [], readAiSettings(config).order].flat();
  const ids = registry.entries.map(({ provider }) => provider.id);
  return names.map((name) => parseSelection(name).providerId).find((id) => ids.includes(id));
}

/** As long as the first look lasts nothing moves; then those that are ready go to the top, once. */
function settleAfterFirstLook(views: ProviderViews, { runningLooks }: AiParts): void {
  const watch = runningLooks.ids.onDidChange((ids) => {
    if (ids.length > 0 || views.now().some(({ state }) => state.status.kind === 'unknown')) return;
    views.settleOrder();
    void watch.dispose();
  });
}

/** Looked for without being asked: a known local server, where such a server usually is. */
function isOptional({ id, kind, state }: AiProvider): boolean {
  const known = knownProviders.find((definition: AiProviderDefinition) => definition.id === id);
  if (kind !== 'local-server' || !known) return false;
  const { baseUrl } = state.get();
  return baseUrl === undefined || [known.baseUrl, ...(known.otherBaseUrls ?? [])].includes(baseUrl);
}
