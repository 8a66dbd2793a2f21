import { Store, type Disposable } from 'devmgr/plugin-api';
import type { AiError, AiModelInfo, AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import { describeModel } from '../catalogue/describe-model.js';
import type { Endpoint, MissingEndpoint } from '../configuration/endpoint.js';
import { isAtOwnHost } from '../configuration/is-at-own-host.js';
import type { FailureContext } from '../failures/failure-context.js';
import { failureContext } from './failure-context.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import { limitAfter } from './limit-after.js';
import { LinkedAbort } from './linked-abort.js';
import { isMissing, NOTHING_FOUND, type LookOutcome, type ProviderRecord } from './provider-record.js';
import { reduceProvider, type ProviderAction } from './provider-reducer.js';
import { providerState } from './provider-state.js';
import { SharedWork } from './shared-work.js';
import { shownState } from './shown-state.js';
import { statusAfter } from './status-after.js';

/** An address and key, and how many there were before: what comes of a request later may be about another one. */
export interface Place {
  readonly endpoint: Endpoint | MissingEndpoint;
  readonly generation: number;
}

/** What is known of a provider, and everything that changes it. Its models ask through this. */
export class ProviderCore implements Disposable {
  readonly options: HttpProviderOptions;
  readonly #released = new LinkedAbort();
  readonly #subscriptions: readonly Disposable[];
  readonly #looks = new SharedWork<void>();
  readonly #state: Store<AiProviderState>;
  #record: ProviderRecord;
  #place: string;
  #known: { readonly record: ProviderRecord; readonly place: Place } | undefined;

  constructor(options: HttpProviderOptions) {
    this.options = options;
    const endpoint = options.endpoint();
    this.#place = placeOf(endpoint);
    const { definition, limits, preferences } = options;
    const nothing = { generation: 0, found: NOTHING_FOUND, checkedAt: undefined };
    this.#record = { ...nothing, ...this.#choices(), definition, endpoint, limit: limits.get(definition.id) };
    this.#state = new Store(this.#shown());
    this.#subscriptions = [
      limits.onDidChange((id) => {
        if (id === definition.id) this.#dispatch({ type: 'limited', limit: limits.get(id) });
      }),
      preferences.choices.onDidChange(() => this.reconsider()),
    ];
  }

  get state(): Store<AiProviderState> {
    return this.#state;
  }

  /** Aborted when the provider is released. */
  get signal(): AbortSignal {
    return this.#released.signal;
  }

  /** See `AiTarget.host`. */
  get host(): string | undefined {
    const { endpoint } = this.#record;
    return isMissing(endpoint) ? undefined : endpoint.host;
  }

  /** Settings, choices, environment or `.env` may have changed. No request goes out. */
  reconsider(): void {
    const endpoint = this.options.endpoint();
    const place = placeOf(endpoint);
    if (place !== this.#place) {
      this.#place = place;
      this.#dispatch({ type: 'moved', endpoint });
    }
    this.#dispatch({ type: 'chosen', ...this.#choices() });
  }

  /** Where a request goes now: of several addresses the one that was found. */
  place(): Place {
    this.reconsider();
    return this.knownPlace;
  }

  /** As `place` when settings and environment were looked at last; the same object as long as nothing changes. */
  get knownPlace(): Place {
    const record = this.#record;
    if (this.#known?.record === record) return this.#known.place;
    const { endpoint, generation, found } = record;
    const known = isMissing(endpoint) ? endpoint : { ...endpoint, baseUrl: found.baseUrl ?? endpoint.baseUrl };
    const place = { endpoint: known, generation };
    this.#known = { record, place };
    return place;
  }

  context(endpoint: Endpoint | undefined, modelId: string | undefined): FailureContext {
    const modelIds = this.#state.get().models.map(({ id }) => id);
    return failureContext(this.options, endpoint, modelId, modelIds);
  }

  modelInfo(modelId: string, kind: AiModelInfo['kind'] = 'language'): AiModelInfo {
    const listed = this.#state.get().models.find(({ id }) => id === modelId);
    return listed ?? describeModel(this.options.definition, { id: modelId, kind });
  }

  /** Whether a request cannot be made before one has looked: which model, or at which of several addresses. */
  mustLook(modelId: string | undefined): boolean {
    const { endpoint, found, checkedAt } = this.#record;
    if (isMissing(endpoint) || found.status.kind === 'ready') return false;
    const isDefaultGood = checkedAt === undefined ? this.isDefaultSure() : this.#state.get().defaultModel !== undefined;
    return (modelId === undefined && !isDefaultGood) || endpoint.otherBaseUrls.length > 0;
  }

  /** Whether the default model is known to be there: named by the person, listed, or that of the vendor at its own host. */
  isDefaultSure(): boolean {
    const { chosenModel, configuredModel, found, endpoint, definition } = this.#record;
    if (this.#state.get().defaultModel === undefined) return false;
    if (isMissing(endpoint)) return false;
    const isKnown = chosenModel !== undefined || configuredModel !== undefined || found.models !== undefined;
    return isKnown || isAtOwnHost(definition, endpoint);
  }

  /** Looks; those who look at the same time share one look. Never rejects; returns early when `signal` is aborted. */
  async look(signal: AbortSignal): Promise<void> {
    this.reconsider();
    const { endpoint, generation } = this.#record;
    if (isMissing(endpoint)) return this.#found(generation, NOTHING_FOUND);
    await this.#looks.join(String(generation), [signal, this.signal], async (shared) => {
      const { look } = await import('./look.js');
      const outcome = await look(this.options, endpoint, shared);
      if (!shared.aborted) this.#found(generation, outcome);
    });
  }

  /** A good answer came. */
  answered({ generation }: Place): void {
    this.#dispatch({ type: 'answered', generation });
    if (generation === this.#record.generation) this.options.limits.set(this.options.definition.id, undefined);
  }

  /** A request failed for good. */
  failed({ endpoint, generation }: Place, error: AiError): void {
    const { limits, definition, host } = this.options;
    if (generation !== this.#record.generation) return;
    const limit = limitAfter(error, host.now());
    if (limit) limits.set(definition.id, limit);
    const status = statusAfter(error, 'request', endpoint);
    if (status) this.#dispatch({ type: 'refused', generation, status });
  }

  /** Lets go of what it follows. What is under way comes to its end. */
  retire(): void {
    for (const subscription of this.#subscriptions) void subscription.dispose();
    this.#state.dispose();
  }

  /** Aborts what is under way, too. */
  dispose(): void {
    this.#released.abort(new DOMException('The provider was released', 'AbortError'));
    this.retire();
  }

  #found(generation: number, outcome: LookOutcome): void {
    const { limits, definition, host } = this.options;
    if (outcome.limit && generation === this.#record.generation) limits.set(definition.id, outcome.limit);
    this.#dispatch({ type: 'looked', generation, outcome, at: host.now() });
  }

  #choices(): Pick<ProviderRecord, 'chosenModel' | 'configuredModel'> {
    const { preferences, settings, definition } = this.options;
    return { chosenModel: preferences.choices.get().models[definition.id], configuredModel: settings().model };
  }

  #shown(): AiProviderState {
    const { host } = this.options;
    return shownState(providerState(this.#record, host.now()), (text) => host.clean(text));
  }

  #dispatch(action: ProviderAction): void {
    const record = reduceProvider(this.#record, action);
    // Asked with each request, of which the gateway has many. Only the end of a limit changes what is shown by itself.
    if (record === this.#record && !record.limit) return;
    this.#record = record;
    const next = this.#shown();
    if (JSON.stringify(next) !== JSON.stringify(this.#state.get())) this.#state.set(next);
  }
}

/** Tells one address and key from another. Stays in memory. */
function placeOf(endpoint: Endpoint | MissingEndpoint): string {
  return JSON.stringify(endpoint);
}
