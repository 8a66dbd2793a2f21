import type { PluginContext } from 'devmgr/plugin-api';
import { Ai, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiOptions, AiParts } from './ai-parts.js';
import { AiPreferences } from './ai-preferences.js';
import { readAiSettings, type AiSettings } from './ai-settings.js';
import { createAiHost } from './create-ai-host.js';
import { createDefinitions } from './create-definitions.js';
import { extractiveModel } from './extractive/extractive-model.js';
import { createLocalProvider } from './local/create-local-provider.js';
import { openModelLibrary } from './local/models/open-model-library.js';
import { findSelection } from './registry/find-selection.js';
import { ProviderRegistry } from './registry/provider-registry.js';
import { knownProviders } from './definitions/known-providers.js';
import { requireEmbeddingModel } from './registry/require-embedding-model.js';
import { Cooldowns } from './routing/cooldowns.js';
import { createRouter } from './routing/create-router.js';
import { lookAtProvider } from './status/look-at-provider.js';
import { lookAtProviders } from './status/look-at-providers.js';
import { RunningLooks } from './status/running-looks.js';
import { ProviderLimits } from './status/provider-limits.js';
import { LazyHttpClient } from './lazy-http-client.js';
import { keepStatusUpToDate } from './status/keep-status-up-to-date.js';
import { tellOrderProblems } from './status/tell-order-problems.js';

/**
 * The `ai` service of a plugin context, which owns everything it makes. Nothing is sent, read or loaded here but settings and
 * environment: clients, models and the first look come when they are needed.
 */
export function createAi(context: PluginContext, options: AiOptions): AiParts {
  const { clock, storage, subscriptions } = context;
  const host = createAiHost(context);
  const settings = () => readAiSettings(context.config);
  const preferences = new AiPreferences(storage.state);
  const limits = subscriptions.add(new ProviderLimits({ state: storage.state, clock }));
  const client = subscriptions.add(new LazyHttpClient(context.env));
  const world = {
    context,
    host,
    settings,
    preferences,
    limits,
    client,
    isOwnServer: options.isOwnServer ?? (() => false),
  };
  const definitions = createDefinitions(world);
  const registry = subscriptions.add(
    new ProviderRegistry({ known: knownProviders, configure: definitions.configure, create: definitions.create }),
  );
  const library = openModelLibrary(context);
  const local = subscriptions.add(createLocalProvider({ context, library, extractive: extractiveModel, preferences }));
  registry.register(local, 'built-in');
  const cooldowns = new Cooldowns(() => host.now());
  const running = subscriptions.add(new RunningLooks());
  const ai = createService({ host, settings, preferences, limits, registry, cooldowns, running, clock });
  const tellProblems = tellOrderProblems(context, registry, () => settings().order);
  const gather = () => gatherProviders(context).then(tellProblems);
  const parts: AiParts = {
    ai,
    preferences,
    library,
    registry,
    limits,
    host,
    runningLooks: running,
    surroundings: definitions.surroundings,
    keyVariables: definitions.keyVariables,
    gather,
    look: createLook({ host, registry, running, gather }),
  };
  keepStatusUpToDate(context, parts, { cooldowns, intervalMs: () => settings().refreshIntervalMs });
  return parts;
}

interface LookParts extends Pick<AiParts, 'host' | 'registry' | 'gather'> {
  readonly running: RunningLooks;
}

function createLook({ host, registry, running, gather }: LookParts): AiParts['look'] {
  return async ({ signal, providerIds }) => {
    const known = registry.all.get();
    const look = (wanted: readonly AiProvider[]) =>
      lookAtProviders(host, wanted, { signal, keepsLimits: true, running });
    if (providerIds) return look(known.filter(({ id }) => providerIds.includes(id)));
    // A plugin that takes its time to come keeps nobody waiting but itself.
    const joined = async () => {
      await gather();
      await look(registry.all.get().filter((provider) => !known.includes(provider)));
    };
    await Promise.all([look(known), joined()]);
  };
}

/** Whoever asks for the service activates its contributors (`onService:system.ai`); the first look is nobody else's asking. */
async function gatherProviders({ services }: PluginContext): Promise<void> {
  await services.require(Ai).catch(() => undefined);
}

interface ServiceParts extends Pick<AiParts, 'host' | 'preferences' | 'limits' | 'registry'> {
  readonly settings: () => AiSettings;
  readonly cooldowns: Cooldowns;
  readonly running: RunningLooks;
  readonly clock: PluginContext['clock'];
}

function createService({ host, settings, preferences, limits, registry, cooldowns, running, clock }: ServiceParts): Ai {
  const languageModel = createRouter({
    registry,
    limits,
    host,
    cooldowns,
    timeouts: () => ({ firstToken: settings().timeouts.firstByte, idle: settings().timeouts.idle }),
    look: (provider, signal) => lookAtProvider(host, provider, { signal, keepsLimits: true, running }),
    chosen: () => preferences.choices.get().selection,
    order: () => settings().order,
  });
  const ai: Ai = {
    registerProvider: (provider) => registry.register(provider),
    providers: registry.all,
    languageModel,
    embeddingModel: (selection) => requireEmbeddingModel(registry, selection),
    async refresh({ signal }) {
      cooldowns.clear();
      await lookAtProviders(host, registry.all.get(), { signal, keepsLimits: false, running });
    },
    findSelection: (named, { signal }) => findSelection(named, { ai, clock, signal }),
  };
  return ai;
}
