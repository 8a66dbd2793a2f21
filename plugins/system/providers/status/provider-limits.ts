import { Emitter, type Clock, type Disposable, type PluginContext } from 'devmgr/plugin-api';

/** A provider refuses requests for now. */
export interface ProviderLimit {
  /** For a person: `too many requests`. */
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Waiting does not end it: `until` is only when it is worth another try. */
  readonly isQuota?: boolean | undefined;
}

export interface ProviderLimitsOptions {
  readonly state: PluginContext['storage']['state'];
  readonly clock: Clock;
}

/** The longest delay of a timer of Node. */
const LONGEST_DELAY = 2_147_483_647;

/** Which providers refuse requests, and until when. Outlives the process, so that another devmgr of the project knows. */
export class ProviderLimits implements Disposable {
  readonly #options: ProviderLimitsOptions;
  readonly #limits = new Map<string, ProviderLimit | undefined>();
  readonly #timers = new Map<string, Disposable>();
  readonly #changes = new Emitter<string>();

  /** Fires with the id of a provider: it has a limit, or has one no more. */
  readonly onDidChange = this.#changes.event;

  constructor(options: ProviderLimitsOptions) {
    this.#options = options;
  }

  /** `undefined` when there is none, or its time is over. */
  get(providerId: string): ProviderLimit | undefined {
    if (!this.#limits.has(providerId)) this.#remember(providerId, checked(this.#options.state.get(keyOf(providerId))));
    const limit = this.#limits.get(providerId);
    return limit && limit.until > this.#options.clock.now() ? limit : undefined;
  }

  /** What cannot be written is only forgotten with the process. */
  set(providerId: string, limit: ProviderLimit | undefined): void {
    if (limit === undefined && this.get(providerId) === undefined) return;
    this.#remember(providerId, limit);
    // JSON has no `undefined`.
    void this.#options.state.set(keyOf(providerId), limit ?? null).catch(() => undefined);
    this.#changes.fire(providerId);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) void timer.dispose();
    this.#timers.clear();
    this.#changes.dispose();
  }

  #remember(providerId: string, limit: ProviderLimit | undefined): void {
    const { clock } = this.#options;
    this.#limits.set(providerId, limit);
    void this.#timers.get(providerId)?.dispose();
    this.#timers.delete(providerId);
    const left = (limit?.until ?? 0) - clock.now();
    if (left <= 0 || left > LONGEST_DELAY) return;
    this.#timers.set(
      providerId,
      clock.setTimeout(() => this.#changes.fire(providerId), left),
    );
  }
}

function keyOf(providerId: string): string {
  return `ai-limit.${providerId}`;
}

/** Another version may have written it. */
function checked(value: unknown): ProviderLimit | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reason, until, isQuota } = value as Partial<ProviderLimit>;
  return typeof reason === 'string' && typeof until === 'number' && isDate(until)
    ? { reason, until, ...(isQuota === true && { isQuota }) }
    : undefined;
}

function isDate(milliseconds: number): boolean {
  return !Number.isNaN(new Date(milliseconds).getTime());
}
