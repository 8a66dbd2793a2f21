import { toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import type { WatchEvent } from '../watch/watch-event.js';
import type { RefreshParts, RefreshScope } from './refresh/run-refresh.js';

type Refresh = (scope: RefreshScope, signal: AbortSignal) => AsyncIterable<IndexProgress>;

const all: RefreshScope = { kind: 'all', rebuild: false };

/** Follows the files as long as somebody wants it: a refresh first, and then of what has changed. */
export class FileWatch implements Disposable {
  readonly #parts: RefreshParts;
  readonly #refresh: Refresh;
  #followers = 0;
  #abort = new AbortController();
  #isRunning = false;
  /** What is to be looked at; `all` takes in the paths. */
  readonly #paths = new Set<string>();
  #isAllWanted = false;
  /** Whether rules have changed that say what is followed. */
  #isRestartWanted = false;

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
    return toDisposable(() => {
      this.#followers -= 1;
      if (this.#followers === 0) this.pause();
    });
  }

  /** Begins, also again with other settings, where somebody wants it. */
  resume(): void {
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
    this.#isRestartWanted = true;
    this.#want(all);
  }

  /** Nobody waits for the thread to let go of the files: it may be busy. */
  pause(): void {
    const { threads, store } = this.#parts;
    this.#abort.abort();
    store.dispatch({ type: 'watch', isWatching: false });
    if (threads.index.isRunning) void threads.index.call('unwatch', undefined).catch(() => undefined);
  }

  changed(event: WatchEvent): void {
    if (event.kind === 'limited') return this.#limited(event);
    if (event.kind === 'paths') return this.#want({ kind: 'paths', paths: event.paths });
    this.#isRestartWanted ||= event.because === 'rules';
    this.#want(all);
  }

  /** Somebody has refreshed: what failed before may work now. */
  refreshed(): void {
    if (this.#isRestartWanted && !this.#isRunning) this.#want(all);
  }

  /** The thread that followed is gone. */
  lost(): void {
    this.#parts.store.dispatch({ type: 'watch', isWatching: false });
    this.resume();
  }

  dispose(): void {
    this.#followers = 0;
    this.#abort.abort();
  }

  get #isWanted(): boolean {
    return this.#followers > 0 && this.#parts.store.state.get().status !== 'off';
  }

  #want(scope: RefreshScope): void {
    if (!this.#isWanted) return;
    if (scope.kind === 'all') this.#isAllWanted = true;
    else for (const path of scope.paths) this.#paths.add(path);
    if (!this.#isRunning) void this.#catchUp();
  }

  /** Until nothing is to be looked at any more. Never rejects. */
  async #catchUp(): Promise<void> {
    this.#isRunning = true;
    const { signal } = this.#abort;
    try {
      for (let scope = this.#take(); scope && !signal.aborted; scope = this.#take()) {
        for await (const progress of this.#refresh(scope, signal)) void progress;
        if (this.#isRestartWanted) await this.#follow(signal);
      }
    } catch (error) {
      // The state says it, too.
      if (!signal.aborted) this.#parts.context.log.warn(`Changes of files are not followed: ${String(error)}`);
    }
    this.#isRunning = false;
    if (signal.aborted && (this.#isAllWanted || this.#paths.size > 0)) this.#want({ kind: 'paths', paths: [] });
  }

  #take(): RefreshScope | undefined {
    const paths = [...this.#paths];
    this.#paths.clear();
    if (this.#isAllWanted) {
      this.#isAllWanted = false;
      return all;
    }
    return paths.length > 0 ? { kind: 'paths', paths } : undefined;
  }

  /** What changed until the files are followed is seen by one more look at all of them. */
  async #follow(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#isRestartWanted = false;
    const { threads, store } = this.#parts;
    await threads.index.call('watch', undefined, { signal });
    store.dispatch({ type: 'watch', isWatching: true });
    this.#isAllWanted = true;
  }

  #limited({ message, hint }: Extract<WatchEvent, { readonly kind: 'limited' }>): void {
    this.#parts.context.log.warn(message, { hint });
  }
}
