import { DevmgrError, Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { CodeIndex, CodePlace, CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import { readLike } from './like-text.js';

/** What the person asked for. */
export type Asked =
  { readonly kind: 'words'; readonly query: string } | { readonly kind: 'like'; readonly place: CodePlace };

export interface SearchState {
  readonly asked: Asked | undefined;
  /** Of the last search that ended: it stays while the next one is on. */
  readonly result: CodeSearchResult | undefined;
  readonly isSearching: boolean;
  /** The result is of something that was asked before, of files that have changed since. */
  readonly isAgain: boolean;
  readonly error: { readonly message: string; readonly hint?: string | undefined } | undefined;
}

const nothing: SearchState = {
  asked: undefined,
  result: undefined,
  isSearching: false,
  isAgain: false,
  error: undefined,
};

/** More results than these are not looked for. */
export const matchLimit = 50;

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
    const place = readLike(query);
    await this.#run(place ? { kind: 'like', place } : { kind: 'words', query });
  }

  /** What is like a place. */
  async related(place: CodePlace): Promise<void> {
    await this.#run({ kind: 'like', place });
  }

  /** The same again, after the files have changed. */
  async again(): Promise<void> {
    const { asked } = this.#state.get();
    if (asked) await this.#run(asked, true);
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

  async #run(asked: Asked, isAgain = false): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#state.update((state) => ({ ...state, asked, isSearching: true, isAgain }));
    const end = await this.#ask(asked, running.signal).then(
      (result) => ({ result, error: undefined }),
      (error: unknown) => ({ result: undefined, error: told(error) }),
    );
    if (this.#running === running) this.#state.set({ asked, isSearching: false, isAgain, ...end });
  }

  #ask(asked: Asked, signal: AbortSignal): Promise<CodeSearchResult> {
    const options = { limit: matchLimit, signal };
    return asked.kind === 'words'
      ? this.#index.search(asked.query, options)
      : this.#index.related(asked.place, options);
  }
}

function told(error: unknown): NonNullable<SearchState['error']> {
  if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
  return { message: error instanceof Error ? error.message : String(error) };
}
