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
 * devmgr, and last the one that needs nothing. The function is called for each question, and gives what it gave before as far
 * as no provider came or went.
 */
export function createAutomaticTargets(options: TargetsOptions): () => readonly RouteTarget[] {
  let entries: readonly ProviderEntry[] | undefined;
  let candidates: readonly Candidate[] = [];
  let lastResort: readonly RouteTarget[] = [];
  return () => {
    if (entries !== options.registry.entries) {
      entries = options.registry.entries;
      candidates = candidatesOf(options, entries);
      const last = entries.filter(({ provider }) => provider.id === 'local');
      lastResort = last.map(() => ({ ...namedTarget(options, `local/${EXTRACTIVE}`), isLastResort: true }));
    }
    // The looks are those of one question: whoever gives up ends them.
    const looks = new Map<AiProvider, Promise<void>>();
    return [...candidates.map((candidate) => automaticTarget(options, candidate, looks)), ...lastResort];
  };
}

interface Candidate {
  readonly entry: ProviderEntry;
  /** Of another plugin's provider it is made for each question: who gave no model once may give one now. */
  readonly target: () => Omit<RouteTarget, 'isReadyNow'>;
}

function candidatesOf(options: TargetsOptions, entries: readonly ProviderEntry[]): readonly Candidate[] {
  const groups: Candidate[][] = [[], [], [], []];
  for (const entry of entries) {
    const make = () => target(options, entry, undefined);
    const made = isOurs(entry) ? make() : undefined;
    groups[groupOf(entry)]?.push({ entry, target: () => made ?? make() });
  }
  return groups.flat();
}

const EXTRACTIVE = 'extractive';

function groupOf({ provider, origin }: ProviderEntry): number {
  if (provider.kind === 'in-process') return 3;
  if (origin !== 'known') return 1;
  return provider.kind === 'cloud' ? 0 : 2;
}

function automaticTarget(
  options: TargetsOptions,
  { entry, target }: Candidate,
  looks: Map<AiProvider, Promise<void>>,
): RouteTarget {
  const { state } = entry.provider;
  const isReadyNow = () => isPromising(entry);
  return {
    ...target(),
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
  const others = looks.size > 0 ? [] : registry.entries.filter((entry) => isUnknown(entry));
  for (const provider of [wanted, ...others.map((entry) => entry.provider)])
    if (!looks.has(provider)) looks.set(provider, look(provider, signal));
  return looks.get(wanted) ?? Promise.resolve();
}

function isUnknown(entry: ProviderEntry): boolean {
  return entry.provider.state.get().status.kind === 'unknown' && !isPromising(entry);
}

function isOurs({ definition, origin }: ProviderEntry): boolean {
  return definition !== undefined || origin === 'built-in';
}

function target(
  { limits, host, timeouts }: TargetsOptions,
  entry: ProviderEntry,
  modelId: string | undefined,
): Omit<RouteTarget, 'isReadyNow'> {
  const { provider } = entry;
  const model = isOurs(entry) ? provider.languageModel(modelId) : foreignModel(provider, modelId);
  return {
    name: modelId === undefined ? provider.id : `${provider.id}/${modelId}`,
    model: isOurs(entry) ? model : new GuardedModel(model, host, timeouts),
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
