import type { AiLanguageModel, AiProvider, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import { isHttp, type ProviderEntry } from '../registry/provider-entry.js';
import type { ProviderRegistry } from '../registry/provider-registry.js';
import { parseSelection } from '../registry/selection.js';
import type { ProviderLimits } from '../status/provider-limits.js';
import { GuardedModel, type GuardTimeouts } from './guarded-model.js';
import type { RouteTarget } from './route-target.js';

export interface TargetsOptions {
  readonly registry: ProviderRegistry;
  readonly limits: ProviderLimits;
  readonly host: AiHost;
  readonly timeouts: () => GuardTimeouts;
  /** Looks at a provider for which nobody asked. Never rejects. */
  readonly look: (provider: AiProvider, signal: AbortSignal) => Promise<void>;
}

/** What a person named. Throws a `DevmgrError` for a provider that does not exist. */
export function namedTarget(options: TargetsOptions, name: string): RouteTarget {
  const { providerId, modelId } = parseSelection(name);
  const entry = options.registry.require(providerId);
  return {
    ...target(options, entry, modelId),
    isReadyNow: () => !CANNOT_ANSWER.has(entry.provider.state.get().status.kind),
  };
}

const CANNOT_ANSWER: ReadonlySet<AiProviderStatus['kind']> = new Set(['needs-key', 'needs-setup', 'unreachable']);

/**
 * Whom to ask when nobody said: services with a key, then what the person added, servers of this machine, models inside
 * devmgr, and last the one that needs nothing.
 */
export function automaticTargets(options: TargetsOptions): readonly RouteTarget[] {
  const groups: RouteTarget[][] = [[], [], [], []];
  const looks = new Map<AiProvider, Promise<void>>();
  for (const entry of options.registry.entries) {
    groups[groupOf(entry)]?.push(automaticTarget(options, entry, looks));
  }
  const last = options.registry.entries.filter(({ provider }) => provider.id === 'local');
  const lastResort = last.map(() => ({ ...namedTarget(options, `local/${EXTRACTIVE}`), isLastResort: true }));
  return [...groups.flat(), ...lastResort];
}

const EXTRACTIVE = 'extractive';

function groupOf({ provider, origin }: ProviderEntry): number {
  if (provider.kind === 'in-process') return 3;
  if (origin !== 'known') return 1;
  return provider.kind === 'cloud' ? 0 : 2;
}

function automaticTarget(
  options: TargetsOptions,
  entry: ProviderEntry,
  looks: Map<AiProvider, Promise<void>>,
): RouteTarget {
  const { state } = entry.provider;
  const isReadyNow = () => isPromising(entry);
  return {
    ...target(options, entry, undefined),
    isReadyNow,
    async isReady(signal) {
      if (isReadyNow()) return true;
      // Whoever waits for one has the others looked at meanwhile.
      if (state.get().status.kind === 'unknown') await lookAtAll(options, looks, entry.provider, signal);
      signal.throwIfAborted();
      return isReadyNow();
    },
    unready: () => (isSetUp(entry) ? entry.provider : undefined),
  };
}

/** The person has done something for it, so that nobody else answers in its place as if nothing were wrong. */
function isSetUp(entry: ProviderEntry): boolean {
  const { kind, state } = entry.provider;
  if (!isHttp(entry)) return kind === 'cloud' && state.get().status.kind === 'unreachable';
  return (kind === 'cloud' || entry.origin !== 'known') && entry.provider.isSetUp();
}

/**
 * A service with a key and a model that it surely has need not be looked at first: whether it answers shows when it is asked.
 * At another address than the vendor's it is looked at, as a server of this machine is.
 */
function isPromising(entry: ProviderEntry): boolean {
  const { kind, state } = entry.provider;
  const { status, defaultModel } = state.get();
  if (defaultModel === undefined || (kind === 'in-process' && defaultModel === EXTRACTIVE)) return false;
  if (status.kind !== 'unknown') return status.kind === 'ready' || status.kind === 'limited';
  return kind === 'cloud' && (!isHttp(entry) || entry.provider.isDefaultSure());
}

function lookAtAll(
  { registry, look }: TargetsOptions,
  looks: Map<AiProvider, Promise<void>>,
  wanted: AiProvider,
  signal: AbortSignal,
): Promise<void> {
  for (const entry of registry.entries) {
    const { provider } = entry;
    const isKnown = provider.state.get().status.kind !== 'unknown' || isPromising(entry);
    if (!isKnown && !looks.has(provider)) looks.set(provider, look(provider, signal));
  }
  return looks.get(wanted) ?? Promise.resolve();
}

function target(
  { limits, host, timeouts }: TargetsOptions,
  { provider, definition, origin }: ProviderEntry,
  modelId: string | undefined,
): Omit<RouteTarget, 'isReadyNow'> {
  const isOurs = definition !== undefined || origin === 'built-in';
  const model = isOurs ? provider.languageModel(modelId) : foreignModel(provider, modelId);
  return {
    name: modelId === undefined ? provider.id : `${provider.id}/${modelId}`,
    model: isOurs ? model : new GuardedModel(model, host, timeouts),
    limit: () => limits.get(provider.id),
  };
}

/** Other people's code may throw at any time: then it fails when it is asked, and the next one is. */
function foreignModel(provider: AiProvider, modelId: string | undefined): AiLanguageModel {
  try {
    return provider.languageModel(modelId);
  } catch (error) {
    const id = modelId ?? 'default';
    return {
      specificationVersion: 1,
      providerId: provider.id,
      modelId: id,
      kind: 'generative',
      host: undefined,
      info: { id, kind: 'language' },
      stream() {
        throw error;
      },
    };
  }
}
