import { toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import type { RefreshParts } from './refresh/run-refresh.js';

type Refresh = (signal: AbortSignal) => AsyncIterable<IndexProgress>;

/** Follows the files as long as somebody wants it: a refresh first, and one after every change. */
export class FileWatch implements Disposable {
  readonly #parts: RefreshParts;
  readonly #refresh: Refresh;
  #followers = 0;
  #abort = new AbortController();
  #isRefreshing = false;
  #isStale = false;

  constructor(parts: RefreshParts, refresh: Refresh) {
    this.#parts = parts;
    this.#refresh = refresh;
    parts.context.config.onDidChange(({ affects }) => {
      if (['embedder', 'index-exclude', 'index-max-file-kb'].some(affects)) this.resume();
    });
  }

  add(): Disposable {
    this.#followers += 1;
    if (this.#followers === 1) this.resume();
    return toDisposable(async () => {
      this.#followers -= 1;
      if (this.#followers === 0) await this.pause();
    });
  }

  /** Begins, also again with other settings, where somebody wants it. */
  resume(): void {
    if (!this.#isWanted) return;
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
    this.changed();
  }

  async pause(): Promise<void> {
    this.#abort.abort();
    this.#parts.store.dispatch({ type: 'watch', isWatching: false });
  }

  /** Of changes while a refresh is on, one more comes after it. */
  changed(): void {
    if (!this.#isWanted) return;
    this.#isStale = true;
    if (!this.#isRefreshing) void this.#catchUp();
  }

  /** The thread that followed is gone. */
  lost(): void {
    this.#parts.store.dispatch({ type: 'watch', isWatching: false });
    this.resume();
  }

  async dispose(): Promise<void> {
    this.#followers = 0;
    this.#abort.abort();
  }

  get #isWanted(): boolean {
    return this.#followers > 0 && this.#parts.store.state.get().status !== 'off';
  }

  async #catchUp(): Promise<void> {
    this.#isRefreshing = true;
    const { signal } = this.#abort;
    while (this.#isStale && !signal.aborted) {
      this.#isStale = false;
      try {
        for await (const progress of this.#refresh(signal)) void progress;
      } catch (error) {
        // The state says it.
        this.#parts.context.log.warn(`The code index could not be refreshed: ${String(error)}`);
      }
    }
    this.#isRefreshing = false;
  }
}
