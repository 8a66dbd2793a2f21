import { DevmgrError, Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { CodeIndex, CodePlace, CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';

/** What the person asked for. */
export type Asked =
  { readonly kind: 'words'; readonly query: string } | { readonly kind: 'like'; readonly place: CodePlace };

export interface SearchState {
  readonly asked: Asked | undefined;
  /** Of the last search that ended: it stays while the next one is on. */
  readonly result: CodeSearchResult | undefined;
  readonly isSearching: boolean;
  readonly error: { readonly message: string; readonly hint?: string | undefined } | undefined;
}

const nothing: SearchState = { asked: undefined, result: undefined, isSearching: false, error: undefined };
const matchLimit = 50;

/** The search that the tab shows. A new one takes the place of the one before, whose late answer is dropped. */
export class SearchSession implements Disposable {
  readonly #index: Pick<CodeIndex, 'search' | 'related'>;
  readonly #state = new Store<SearchState>(nothing);
  #running: AbortController | undefined;

  constructor(index: Pick<CodeIndex, 'search' | 'related'>) {
    this.#index = index;
  }

  get state(): ReadonlyStore<SearchState> {
    return this.#state;
  }

  /** An empty query shows nothing. Never rejects: what goes wrong is in the state. */
  async search(query: string): Promise<void> {
    if (query.trim() === '') return this.clear();
    await this.#run({ kind: 'words', query }, (options) => this.#index.search(query, options));
  }

  /** What is like a place. */
  async related(place: CodePlace): Promise<void> {
    await this.#run({ kind: 'like', place }, (options) => this.#index.related(place, options));
  }

  /** The same again, after the files have changed. */
  async again(): Promise<void> {
    const { asked } = this.#state.get();
    if (asked?.kind === 'words') await this.search(asked.query);
    if (asked?.kind === 'like') await this.related(asked.place);
  }

  clear(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#state.set(nothing);
  }

  dispose(): void {
    this.#running?.abort();
    this.#state.dispose();
  }

  async #run(
    asked: Asked,
    search: (options: { readonly limit: number; readonly signal: AbortSignal }) => Promise<CodeSearchResult>,
  ): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#state.update((state) => ({ ...state, asked, isSearching: true }));
    const end = await search({ limit: matchLimit, signal: running.signal }).then(
      (result) => ({ result, error: undefined }),
      (error: unknown) => ({ result: undefined, error: told(error) }),
    );
    if (this.#running === running) this.#state.set({ asked, isSearching: false, ...end });
  }
}

function told(error: unknown): NonNullable<SearchState['error']> {
  if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
  return { message: error instanceof Error ? error.message : String(error) };
}
