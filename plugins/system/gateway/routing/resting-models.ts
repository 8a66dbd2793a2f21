import type { AiError, AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import { Cooldowns } from '../../providers/routing/cooldowns.js';
import type { ProviderLimits } from '../../providers/status/provider-limits.js';
import { ToldError } from '../../providers/told-error.js';
import type { TryFailure } from '../upstream/failure/try-failure.js';
import type { PlannedModel } from './route-plan.js';

/** Who is left alone for a while, and why. */
export interface Resting {
  /** `provider/model`, or `provider`. */
  readonly name: string;
  /** All models of the provider. */
  readonly isProvider: boolean;
  /** For people, free of secrets. */
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** These are of the account, or nobody is there: its other models would fail as well. */
const OF_PROVIDER: ReadonlySet<AiFailureKind> = new Set([
  'needs-key',
  'unauthorised',
  'quota-exhausted',
  'unreachable',
]);
/** A limit is of the model that was asked unless the provider says otherwise. */
const OF_ACCOUNT = /\b(accounts?|all models|api keys?|your keys?|(your|this) ip)\b/i;

const MOST_TOLD = 100;

/** Which models have failed lately and come last in their routes for a while: one alone, or all of a provider. */
export class RestingModels {
  readonly #now: () => number;
  readonly #limits: Pick<ProviderLimits, 'get'>;
  readonly #models: Cooldowns;
  readonly #providers: Cooldowns;
  readonly #told = new Map<string, Resting>();

  /** `limits`: of them quotas count, which other devmgrs may have met. */
  constructor(now: () => number, limits: Pick<ProviderLimits, 'get'>) {
    this.#now = now;
    this.#limits = limits;
    this.#models = new Cooldowns(now);
    this.#providers = new Cooldowns(now);
  }

  /** When it may be asked, in milliseconds since the epoch; in the past: now. */
  readyAt({ name, entry: { provider } }: Pick<PlannedModel, 'name' | 'entry'>): number {
    const quota = this.#limits.get(provider.id);
    return Math.max(
      this.#models.readyAt(name),
      this.#providers.readyAt(provider.id),
      quota?.isQuota === true ? quota.until : 0,
    );
  }

  failed({ name, entry, cooldownMs }: Pick<PlannedModel, 'name' | 'entry' | 'cooldownMs'>, failed: TryFailure): void {
    const told = failed.error.failure;
    const failure = cooldownMs === undefined ? told : { ...told, retryAfterMs: told.retryAfterMs ?? cooldownMs };
    const isProvider = isOfProvider(failed.error);
    const [cooldowns, id] = isProvider ? [this.#providers, entry.provider.id] : [this.#models, name];
    const before = cooldowns.readyAt(id);
    cooldowns.failed(id, failure);
    const until = cooldowns.readyAt(id);
    // What ends before a rest that is told is no reason for it.
    if (until > before || !this.#told.has(keyOf(id, isProvider)))
      this.#tell({ name: id, isProvider, reason: failed.message, until });
    // Limits that are remembered are of whole providers, for all who ask them.
    if (isProvider || failure.kind !== 'rate-limited') failed.remember();
  }

  answered({ name, entry: { provider } }: Pick<PlannedModel, 'name' | 'entry'>): void {
    this.#models.answered(name);
    this.#providers.answered(provider.id);
    this.#told.delete(keyOf(name, false));
    this.#told.delete(keyOf(provider.id, true));
  }

  /** Why a model is left alone; `undefined`: it is not, or somebody else has met the limit. */
  reasonOf({ name, entry: { provider } }: Pick<PlannedModel, 'name' | 'entry'>): string | undefined {
    const told = [this.#told.get(keyOf(name, false)), this.#told.get(keyOf(provider.id, true))];
    return told.find((rest) => rest !== undefined && rest.until > this.#now())?.reason;
  }

  /** All that are left alone now, those who are ready first first. `providerIds`: all that there are. */
  list(providerIds: readonly string[]): readonly Resting[] {
    const now = this.#now();
    const told = [...this.#told.values()].filter(({ until }) => until > now);
    const quotas = providerIds.flatMap((name): Resting[] => {
      const limit = told.some((rest) => rest.isProvider && rest.name === name) ? undefined : this.#limits.get(name);
      return limit?.isQuota === true ? [{ name, isProvider: true, reason: limit.reason, until: limit.until }] : [];
    });
    return [...told, ...quotas].sort((a, b) => a.until - b.until);
  }

  /** Clients may name models without an end. */
  #tell(rest: Resting): void {
    if (this.#told.size >= MOST_TOLD) this.#forget();
    this.#told.set(keyOf(rest.name, rest.isProvider), rest);
  }

  #forget(): void {
    const [oldest] = this.#told.keys();
    for (const [key, { until }] of this.#told) if (until <= this.#now() || key === oldest) this.#told.delete(key);
  }
}

function isOfProvider(error: AiError): boolean {
  const { kind } = error.failure;
  if (kind !== 'rate-limited') return OF_PROVIDER.has(kind);
  // OpenAI ends with the address of the page on limits of the account, whichever limit it was.
  const told = (error instanceof ToldError && error.told) || '';
  return OF_ACCOUNT.test(told.replace(/https?:\S+/g, ''));
}

/** A provider's name alone may mean its default model. */
function keyOf(name: string, isProvider: boolean): string {
  return `${isProvider ? 'provider' : 'model'} ${name}`;
}
