import { DisposableStore, Store, type Disposable, type Event, type ReadonlyStore } from 'devmgr/plugin-api';
import type { Ai, AiProvider, AiTarget } from 'devmgr/plugin-api/contracts/ai';
import { ProviderOrder } from './provider-order.js';
import type { KeyVariable, ProviderView } from './provider-view.js';

export interface ProviderViewsOptions {
  readonly ai: Pick<Ai, 'providers' | 'languageModel'>;
  /** What else the views are made from changed: choices of the person, `.env`. */
  readonly changes: readonly Event<unknown>[];
  /** The provider that comes first in what the person said, whether it can be asked or not. */
  first?(): string | undefined;
  keyVariable(providerId: string): KeyVariable | undefined;
  /** See `ProviderView.isOptional`. */
  isOptional(provider: AiProvider): boolean;
  isLooking(providerId: string): boolean;
  /** Ids in the order in which the person wants them asked; empty: no order. */
  preferred(): readonly string[];
}

/** All providers as they are shown, in the order of the list, and who is asked by default. */
export class ProviderViews implements Disposable {
  readonly #options: ProviderViewsOptions;
  readonly #all: Store<readonly ProviderView[]>;
  readonly #owned = new DisposableStore();
  readonly #order = new ProviderOrder();
  readonly all: ReadonlyStore<readonly ProviderView[]>;

  constructor(options: ProviderViewsOptions) {
    this.#options = options;
    this.#all = new Store(this.#make());
    this.all = this.#all;
    const update = () => this.#all.set(this.#make());
    for (const change of [options.ai.providers.onDidChange, ...options.changes]) this.#owned.add(change(update));
    this.#owned.add(this.#all);
  }

  /** As it is at this moment; `all` is told of changes a little later. */
  now(): readonly ProviderView[] {
    this.#all.set(this.#make());
    return this.#all.get();
  }

  /** Puts those that are ready now on top; until the next time no change of a status moves anything. */
  settleOrder(): void {
    this.#order.settle(this.now());
    this.now();
  }

  find(id: string | undefined): ProviderView | undefined {
    return this.#all.get().find((view) => view.id === id);
  }

  /** The first that a question without a provider goes to; `undefined` as long as nobody has looked. */
  defaultTarget(): Pick<AiTarget, 'providerId' | 'modelId'> | undefined {
    if (this.#all.get().every(({ state }) => state.status.kind === 'unknown')) return undefined;
    return this.#target();
  }

  dispose(): Promise<void> {
    return this.#owned.dispose();
  }

  #make(): readonly ProviderView[] {
    const standard = this.#target()?.providerId;
    const { ai, keyVariable, isOptional, isLooking, preferred } = this.#options;
    const first = this.#options.first?.();
    const hasStandIn = standard !== undefined && first !== undefined && first !== standard;
    return this.#order.of(
      ai.providers.get().map((provider) => ({
        id: provider.id,
        title: provider.title,
        kind: provider.kind,
        state: provider.state.get(),
        isDefault: provider.id === standard,
        ...(hasStandIn && provider.id === standard && { standsInFor: first }),
        ...(hasStandIn && provider.id === first && { standIn: standard }),
        isOptional: isOptional(provider),
        isLooking: isLooking(provider.id),
        keyVariable: keyVariable(provider.id),
      })),
      preferred(),
    );
  }

  /** A setting may name a provider that does not exist: then nobody is asked. */
  #target(): Pick<AiTarget, 'providerId' | 'modelId'> | undefined {
    try {
      const { providerId, modelId } = this.#options.ai.languageModel();
      return { providerId, modelId };
    } catch {
      return undefined;
    }
  }
}
