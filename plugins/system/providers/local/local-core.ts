import { Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { AiLanguageModel, AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import type { AiPreferences } from '../ai-preferences.js';
import type { ModelLibrary } from './models/model-library.js';
import type { PulledModel } from './models/pulled-model.js';
import { localState, type LocalRecord } from './local-state.js';
import { unknownModelError } from './unknown-model-error.js';
import type { TransformersPlace } from './runtime/find-transformers.js';
import type { ModelRuntime } from './runtime/model-runtime.js';

export interface LocalCoreOptions {
  readonly library: ModelLibrary;
  readonly runtime: ModelRuntime;
  readonly extractive: AiLanguageModel;
  readonly preferences: Pick<AiPreferences, 'choices'>;
  findLibrary(): Promise<TransformersPlace>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What is known of the models of this machine, and everything that changes it. */
export class LocalCore implements Disposable {
  readonly options: LocalCoreOptions;
  readonly #state: Store<AiProviderState>;
  readonly #subscriptions: readonly Disposable[];
  #record: LocalRecord;

  constructor(options: LocalCoreOptions) {
    this.options = options;
    const { library, extractive, preferences } = options;
    this.#record = {
      extractive: extractive.info,
      models: library.models.get(),
      library: undefined,
      checkedAt: undefined,
      chosen: preferences.choices.get().models['local'],
      proposed: library.known.find(({ task }) => task === 'text-generation')?.name ?? '<name>',
    };
    this.#state = new Store(localState(this.#record));
    this.#subscriptions = [
      library.models.onDidChange((models) => this.#change({ models })),
      preferences.choices.onDidChange(({ models }) => this.#change({ chosen: models['local'] })),
    ];
  }

  get state(): ReadonlyStore<AiProviderState> {
    return this.#state;
  }

  /** Looks at the folder of models and for transformers.js. No process is started. */
  async look(): Promise<void> {
    const [models, library] = await Promise.all([this.options.library.scan(), this.options.findLibrary()]);
    this.#change({ models, library, checkedAt: this.options.now() });
  }

  /** The model that is asked. Looks first when nobody has yet. Rejects with an `AiError` when it is not there. */
  async find(wanted: string): Promise<PulledModel> {
    const { library } = this.options;
    const model = library.find(wanted) ?? (await library.scan(), library.find(wanted));
    if (model) return model;
    throw unknownModelError(wanted, library);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) void subscription.dispose();
    this.#state.dispose();
  }

  #change(change: Partial<LocalRecord>): void {
    this.#record = { ...this.#record, ...change };
    const next = localState(this.#record);
    if (JSON.stringify(next) !== JSON.stringify(this.#state.get())) this.#state.set(next);
  }
}
