import { Emitter, toDisposable, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { HttpProvider } from '../http-provider/create-http-provider.js';
import type { KnownProvider } from '../definitions/known-provider.js';
import { isHttp, type ProviderEntry, type ProviderOrigin } from './provider-entry.js';
import { badProviderId, takenProviderId, unknownProvider } from './provider-errors.js';

export interface ProviderRegistryOptions {
  readonly known: readonly KnownProvider[];
  /** All definitions, the settings applied to those given. */
  readonly configure: (known: readonly KnownProvider[]) => readonly KnownProvider[];
  readonly create: (definition: KnownProvider) => HttpProvider;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** All providers: known ones, those of the settings, those of plugins. */
export class ProviderRegistry implements Disposable {
  readonly #options: ProviderRegistryOptions;
  readonly #entries = new Map<string, ProviderEntry>();
  readonly #watches = new Map<string, Disposable>();
  /** Definitions that plugins registered. */
  readonly #added = new Map<string, AiProviderDefinition>();
  readonly #changes = new Emitter<readonly AiProvider[]>();
  /** Made when somebody asks, and kept until something changes: that is asked often, with hundreds of providers too. */
  #list: readonly ProviderEntry[] | undefined;
  #providers: readonly AiProvider[] | undefined;
  #isAnnouncing = false;

  /** Changes also when the state of one of them does; several changes at once are told once. */
  readonly all: ReadonlyStore<readonly AiProvider[]> = {
    get: () => (this.#providers ??= this.#sorted()),
    onDidChange: this.#changes.event,
  };

  constructor(options: ProviderRegistryOptions) {
    this.#options = options;
    this.configure();
  }

  /** The same array as long as no provider comes or goes. */
  get entries(): readonly ProviderEntry[] {
    return (this.#list ??= [...this.#entries.values()]);
  }

  /** Takes any case. Throws a `DevmgrError` that names those that there are. */
  require(id: string): ProviderEntry {
    const entry = this.#entries.get(id.toLowerCase());
    if (!entry) throw unknownProvider(id, [...this.#entries.keys()]);
    return entry;
  }

  /** Throws a `DevmgrError` for an id that is bad or taken. */
  register(provider: AiProvider | AiProviderDefinition, origin: 'plugin' | 'built-in' = 'plugin'): Disposable {
    const { id } = provider;
    if (!ID.test(id) || id.length > 40) throw badProviderId(id);
    const isTaken = this.#options.known.some((known) => known.id === id) || this.#added.has(id);
    if (isTaken || (this.#entries.has(id) && this.#entries.get(id)?.origin !== 'settings')) throw takenProviderId(id);
    if (!isImplementation(provider)) return this.#addDefinition(provider);
    this.#put({ provider, origin });
    return toDisposable(() => {
      if (this.#entries.get(id)?.provider === provider) this.#remove(id);
      // A table of the settings may have that id.
      this.configure();
    });
  }

  /** Settings have changed: makes what is new, lets go of what is no more, and makes anew what is different. */
  configure(): void {
    const known = [...this.#options.known, ...this.#added.values()];
    const definitions = this.#options.configure(known).filter(({ id }) => this.#isFree(id));
    const ids = new Set(definitions.map(({ id }) => id));
    for (const entry of this.entries)
      if (isHttp(entry) && !ids.has(entry.definition.id)) this.#remove(entry.definition.id);
    for (const definition of definitions) this.#define(definition);
    this.#announce();
  }

  dispose(): void {
    for (const entry of this.entries) {
      this.#remove(entry.provider.id);
      if (isHttp(entry)) void entry.provider.dispose();
    }
    this.#changes.dispose();
  }

  /** A plugin's implementation is not replaced by a table of the settings. */
  #isFree(id: string): boolean {
    const entry = this.#entries.get(id);
    return !entry || isHttp(entry);
  }

  #define(definition: KnownProvider): void {
    const entry = this.#entries.get(definition.id);
    if (entry && isHttp(entry) && JSON.stringify(entry.definition) === JSON.stringify(definition))
      return entry.provider.reconsider();
    if (entry) this.#remove(definition.id);
    this.#put({ provider: this.#options.create(definition), definition, origin: this.#originOf(definition.id) });
  }

  #originOf(id: string): ProviderOrigin {
    if (this.#options.known.some((known) => known.id === id)) return 'known';
    return this.#added.has(id) ? 'plugin' : 'settings';
  }

  #addDefinition(definition: AiProviderDefinition): Disposable {
    this.#added.set(definition.id, definition);
    this.#remove(definition.id);
    this.configure();
    return toDisposable(() => {
      this.#added.delete(definition.id);
      this.#remove(definition.id);
      this.configure();
    });
  }

  #put(entry: ProviderEntry): void {
    const { id, state } = entry.provider;
    this.#remove(id);
    this.#entries.set(id, entry);
    this.#list = undefined;
    this.#watches.set(
      id,
      state.onDidChange(() => this.#announce()),
    );
    this.#announce();
  }

  /** What a plugin made is the plugin's to release; a change of the settings ends no answer. */
  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#list = undefined;
    void this.#watches.get(id)?.dispose();
    this.#watches.delete(id);
    if (isHttp(entry)) entry.provider.retire();
    this.#announce();
  }

  /** Once for everything that happens in the same turn. */
  #announce(): void {
    this.#providers = undefined;
    if (this.#isAnnouncing) return;
    this.#isAnnouncing = true;
    queueMicrotask(() => {
      this.#isAnnouncing = false;
      this.#changes.fire(this.all.get());
    });
  }

  /** The known ones in their order, then what was added, what runs inside devmgr last. */
  #sorted(): readonly AiProvider[] {
    const rank: Record<ProviderOrigin, number> = { known: 0, settings: 1, plugin: 2, 'built-in': 3 };
    const order = new Map(this.#options.known.map(({ id }, index) => [id, index]));
    const orderOf = ({ provider }: ProviderEntry) => order.get(provider.id) ?? -1;
    const entries = [...this.entries].sort((a, b) => rank[a.origin] - rank[b.origin] || orderOf(a) - orderOf(b));
    return entries.map(({ provider }) => provider);
  }
}

function isImplementation(provider: AiProvider | AiProviderDefinition): provider is AiProvider {
  return 'languageModel' in provider;
}
