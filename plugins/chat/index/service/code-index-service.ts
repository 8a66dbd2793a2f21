import {
  Emitter,
  toDisposable,
  type Disposable,
  type Event,
  type PluginContext,
  type ReadonlyStore,
} from 'devmgr/plugin-api';
import type {
  CodeImports,
  CodeIndex,
  CodeIndexState,
  CodePlace,
  CodeSearchOptions,
  CodeSearchResult,
  CodeSymbol,
  IndexedFile,
  IndexProgress,
} from 'devmgr/plugin-api/contracts/code-index';
import type { SkippedFile } from '../store/index-store.js';
import type { WatchEvent } from '../watch/watch-event.js';
import { CurrentEmbedder } from './embedder/current-embedder.js';
import { embedderName } from './embedder/embedder-name.js';
import { IndexThreads } from './index-threads.js';
import { FileWatch } from './file-watch.js';
import { indexIsOff } from './refresh/index-errors.js';
import { RefreshRun } from './refresh/refresh-run.js';
import { runRefresh, type RefreshParts, type RefreshScope } from './refresh/run-refresh.js';
import { UnfinishedMark } from './refresh/unfinished-mark.js';
import { searchNotes } from './search-notes.js';
import { IndexStateStore } from './state/index-state-store.js';

const offKey = 'index-off';
/** How often it is looked whether another devmgr has switched the index off or on. */
const switchMs = 2_000;

/** The code index of the project. Nothing of it runs before it is asked; then it runs on threads of its own. */
export class CodeIndexService implements CodeIndex, Disposable {
  readonly #context: PluginContext;
  readonly #parts: RefreshParts;
  readonly #watch: FileWatch;
  readonly #mark: UnfinishedMark;
  readonly #changes = new Emitter<WatchEvent>();
  #run: RefreshRun | undefined;
  /** Several tabs may want the files followed: that is done once. */
  #watchers = 0;
  #looking: Disposable | undefined;
  /** What is switched off is not switched on before all of it has stopped. */
  #stopping: Promise<void> = Promise.resolve();

  constructor(context: PluginContext) {
    this.#context = context;
    this.#mark = new UnfinishedMark(context.storage.workspaceDir);
    const embedder = new CurrentEmbedder(context);
    const threads = new IndexThreads({
      context,
      embedder,
      onChanged: (event) => {
        this.#changes.fire(event);
        this.#watch.changed(event);
      },
      onIndexDeath: () => this.#watch.lost(),
    });
    const store = new IndexStateStore(context.storage.state.get(offKey) !== true);
    this.#parts = { context, threads, store, embedder };
    this.#watch = new FileWatch(this.#parts, (scope, signal) => this.#begin(scope, signal));
  }

  /** While files are followed: what has happened to them. */
  get onDidSeeChange(): Event<WatchEvent> {
    return this.#changes.event;
  }

  get state(): ReadonlyStore<CodeIndexState> {
    return this.#parts.store.state;
  }

  refresh({ signal, rebuild = false }: Parameters<CodeIndex['refresh']>[0]): AsyncIterable<IndexProgress> {
    return this.#begin({ kind: 'all', rebuild }, signal);
  }

  async search(query: string, options: CodeSearchOptions): Promise<CodeSearchResult> {
    return this.noted(await this.searchAsIs(query, options));
  }

  /** Without a word of what the state of the index means for it. */
  async searchAsIs(query: string, { limit, signal }: CodeSearchOptions): Promise<CodeSearchResult> {
    const thread = await this.#searchThread();
    if (query.trim() === '') return { query, kind: 'question', matches: [], tookMs: 0, notes: [] };
    return thread.call('search', { query, limit }, { signal });
  }

  /** Another one after every write, also of other processes: a search after it finds what was written until then. */
  async generation({ signal }: { readonly signal: AbortSignal }): Promise<number | undefined> {
    const thread = await this.#searchThread();
    return thread.call('generation', undefined, { signal });
  }

  /** With what a person should know of it, as the index is now. */
  noted(result: CodeSearchResult): CodeSearchResult {
    const notes = [...searchNotes(this.state.get()), ...result.notes];
    return { ...result, notes: [...new Set(notes)] };
  }

  async related(place: CodePlace, { limit, signal }: CodeSearchOptions): Promise<CodeSearchResult> {
    const thread = await this.#searchThread();
    return this.noted(await thread.call('related', { place, limit }, { signal }));
  }

  async outline(path: string, { signal }: { readonly signal: AbortSignal }): Promise<readonly CodeSymbol[]> {
    const thread = await this.#searchThread();
    return thread.call('outline', { path }, { signal });
  }

  async imports(path: string, { signal }: { readonly signal: AbortSignal }): Promise<CodeImports> {
    const thread = await this.#searchThread();
    return thread.call('imports', { path }, { signal });
  }

  /** Files, and folders with a `/` at the end, that are not in the index as it is; by path. */
  async leftOut({ signal }: { readonly signal: AbortSignal }): Promise<readonly SkippedFile[]> {
    const thread = await this.#searchThread();
    return thread.call('leftOut', undefined, { signal });
  }

  /** Whether a refresh, also one of another devmgr, has not come to its end. */
  isUnfinished(): Promise<boolean> {
    return this.#mark.isSet();
  }

  async files({ signal }: { readonly signal: AbortSignal }): Promise<readonly IndexedFile[]> {
    const thread = await this.#searchThread();
    return thread.call('files', undefined, { signal });
  }

  watch(): Disposable {
    this.#watchers += 1;
    this.#looking ??= this.#context.clock.setInterval(() => this.#lookAtSwitch(), switchMs);
    const watching = this.#watch.add();
    return toDisposable(async () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) {
        void this.#looking?.dispose();
        this.#looking = undefined;
      }
      await watching.dispose();
    });
  }

  async setEnabled(isEnabled: boolean): Promise<void> {
    if (isEnabled === !this.#isOff) return;
    const saved = this.#context.storage.state.set(offKey, !isEnabled);
    await Promise.all([saved, this.#switch(isEnabled)]);
  }

  /** Starts what the first search needs. */
  async warmUp(): Promise<void> {
    (await this.#searchThread()).start();
  }

  async dispose(): Promise<void> {
    this.#watch.dispose();
    this.#changes.dispose();
    const stopped = this.#run?.stop();
    await this.#parts.threads.dispose();
    await stopped;
    this.#parts.store.dispose();
  }

  /** Joins what does as much; waits for what does less. */
  #begin(scope: RefreshScope, signal: AbortSignal): AsyncIterable<IndexProgress> {
    this.#lookAtSwitch();
    if (this.#isOff) return failing(this.#offError());
    const running = this.#run;
    if (running && reachOf(running.scope) >= reachOf(scope) && scope.kind === 'all') return running.follow(signal);
    const run = new RefreshRun(scope, async (stopped, report) => {
      await running?.ended;
      stopped.throwIfAborted();
      const refresh = (told: typeof report) => runRefresh(this.#parts, { scope, signal: stopped, report: told });
      await (scope.kind === 'all' ? this.#mark.during(report, refresh) : refresh(report));
    });
    this.#run = run;
    void run.ended.then(() => {
      if (this.#run === run) this.#run = undefined;
      if (this.state.get().status === 'ready') this.#watch.refreshed();
    });
    return run.follow(signal);
  }

  /** Another devmgr may have switched it. */
  #lookAtSwitch(): void {
    const isEnabled = this.#context.storage.state.get(offKey) !== true;
    if (isEnabled === this.#isOff) void this.#switch(isEnabled);
  }

  async #switch(isEnabled: boolean): Promise<void> {
    const { store } = this.#parts;
    if (!isEnabled) {
      store.dispatch({ type: 'enable', isEnabled });
      this.#stopping = this.#stop();
      return this.#stopping;
    }
    await this.#stopping;
    const isOffAgain = this.#context.storage.state.get(offKey) === true;
    if (isOffAgain || !this.#isOff) return;
    store.dispatch({ type: 'enable', isEnabled });
    this.#watch.resume();
  }

  get #isOff(): boolean {
    return this.state.get().status === 'off';
  }

  async #stop(): Promise<void> {
    this.#watch.pause();
    await this.#run?.stop();
    await this.#parts.threads.stop();
  }

  async #searchThread() {
    this.#lookAtSwitch();
    if (this.#isOff) throw this.#offError();
    const { embedder, store, threads } = this.#parts;
    // The thread begins with the embedder that counts.
    const { choice, problem } = await embedder.get();
    if (store.state.get().refreshedAt === undefined)
      store.dispatch({ type: 'embedder', embedder: { id: embedderName(choice), problem } });
    return threads.search;
  }

  #offError(): Error {
    const word = this.#context.manifest.cli?.[0]?.name ?? 'index';
    return indexIsOff(`devmgr ${word} --on, or the switch in the tab ${this.#context.manifest.title}`);
  }
}

function reachOf(scope: RefreshScope): number {
  if (scope.kind === 'paths') return 0;
  return scope.rebuild ? 2 : 1;
}

async function* failing(error: Error): AsyncGenerator<never, void> {
  throw error;
}
