import { Store, type Disposable, type Logger } from 'devmgr/plugin-api';
import type { FineTuning, FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

const NOTHING_KNOWN: FineTuningState = { jobs: [], problems: [], lookedAt: undefined, isLooking: false };

/** The service for those who are there before it is loaded: until somebody wants something of it there are neither adapters nor jobs. */
export class LateFineTuning implements FineTuning, Disposable {
  readonly #create: () => Promise<FineTuning>;
  readonly #log: Pick<Logger, 'error'>;
  readonly #adapters = new Store<readonly FineTuningAdapter[]>([]);
  readonly #state = new Store<FineTuningState>(NOTHING_KNOWN);
  readonly #watches: Disposable[] = [];
  /** Adapters of plugins, and how each is taken back. */
  readonly #added = new Map<FineTuningAdapter, Disposable | undefined>();
  #service: Promise<FineTuning> | undefined;

  readonly adapters = this.#adapters;
  readonly state = this.#state;

  /** `create` is asked once, and again when it failed. */
  constructor(create: () => Promise<FineTuning>, log: Pick<Logger, 'error'>) {
    this.#create = create;
    this.#log = log;
  }

  /** Until `adapters` and `state` are those of the service. Looks at nothing. */
  load(): Promise<FineTuning> {
    this.#service ??= this.#create()
      .then((service) => this.#follow(service))
      .catch((error: unknown) => {
        this.#service = undefined;
        throw error;
      });
    return this.#service;
  }

  registerAdapter(adapter: FineTuningAdapter): Disposable {
    this.#added.set(adapter, undefined);
    const service = this.#loaded;
    if (service) this.#added.set(adapter, service.registerAdapter(adapter));
    return {
      dispose: () => {
        void this.#added.get(adapter)?.dispose();
        this.#added.delete(adapter);
      },
    };
  }

  watch(): Disposable {
    let watch: Disposable | undefined;
    let isOver = false;
    void this.load().then(
      (service) => {
        if (!isOver) watch = service.watch();
      },
      () => undefined,
    );
    return {
      dispose() {
        isOver = true;
        void watch?.dispose();
      },
    };
  }

  refresh: FineTuning['refresh'] = async (options) => (await this.load()).refresh(options);
  check: FineTuning['check'] = async (...args) => (await this.load()).check(...args);
  create: FineTuning['create'] = async (...args) => (await this.load()).create(...args);
  find: FineTuning['find'] = async (...args) => (await this.load()).find(...args);
  detail: FineTuning['detail'] = async (...args) => (await this.load()).detail(...args);
  steer: FineTuning['steer'] = async (...args) => (await this.load()).steer(...args);

  dispose(): void {
    for (const watch of this.#watches) void watch.dispose();
    this.#adapters.dispose();
    this.#state.dispose();
  }

  #loaded: FineTuning | undefined;

  /** One that has a name that is taken leaves the others alone. */
  #register(service: FineTuning, adapter: FineTuningAdapter): void {
    try {
      this.#added.set(adapter, service.registerAdapter(adapter));
    } catch (error) {
      this.#log.error(`The fine-tuning adapter ${adapter.id} of a plugin is left out`, error);
    }
  }

  #follow(service: FineTuning): FineTuning {
    this.#loaded = service;
    for (const adapter of this.#added.keys()) this.#register(service, adapter);
    this.#watches.push(
      service.adapters.onDidChange((all) => this.#adapters.set(all)),
      service.state.onDidChange((state) => this.#state.set(state)),
    );
    this.#adapters.set(service.adapters.get());
    this.#state.set(service.state.get());
    return service;
  }
}
