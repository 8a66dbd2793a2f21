import { Emitter, type Disposable, type Event, type PluginContext, type ReadonlyStore } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { ProjectCatalog } from '../collect/project-catalog.js';
import type { ProjectCollector } from '../collect/project-collector.js';
import { toCatalogTest } from '../collect/run-tests.js';
import type { TestHistory } from '../history/history-database.js';
import { BookRows } from './book-rows.js';
import type { CatalogTest } from './catalog-test.js';
import { collectionErrorSources } from './collection-error.js';
import type { TestSources } from './join-test.js';
import type { KnownTest } from './known-test.js';
import { RunChanges } from './run-changes.js';
import type { BookChange, TestBook } from './test-book.js';

export interface TestBookParts {
  readonly context: Pick<PluginContext, 'clock' | 'log' | 'signal'>;
  readonly runs: { readonly current: ReadonlyStore<TestRunState> };
  readonly history: { readonly tests: ReadonlyStore<ReadonlyMap<string, TestHistory>> };
  readonly catalog: ProjectCatalog;
  /** Owned by the book, as the catalogue is. */
  readonly collector: Disposable & Pick<ProjectCollector, 'collect' | 'load'>;
}

/** Changes that come within one frame of the screen are told at once. */
const frameMs = 33;

/** What is to be made again: rows of the run that have changed, all rows, or the list itself. */
type Stale = 'run' | 'rows' | 'list';

/** Joins catalogue, run and history. Nothing is done before somebody asks for tests the first time. */
export class ProjectTestBook implements TestBook, Disposable {
  readonly #parts: TestBookParts;
  readonly #rows = new BookRows();
  readonly #changes = new RunChanges();
  readonly #changed: Emitter<BookChange>;
  readonly #following: Disposable[] = [];
  #pinned: ReadonlySet<string> = new Set();
  #stale: Stale = 'run';
  #shownRun = '';
  #frame: Disposable | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: TestBookParts) {
    this.#parts = parts;
    this.#changed = new Emitter((error) => parts.context.log.error('A listener of the list of tests failed', error));
  }

  get catalog(): TestBook['catalog'] {
    return this.#parts.catalog.state;
  }

  readonly onDidChange: Event<BookChange> = (listener) => {
    this.#follow();
    return this.#changed.event(listener);
  };

  tests(): readonly KnownTest[] {
    this.#follow();
    return this.#rows.rows;
  }

  get(id: string): KnownTest | undefined {
    this.#follow();
    return this.#rows.get(id);
  }

  async collect(): Promise<void> {
    this.#follow();
    await this.#parts.collector.collect();
    await this.#flushNow();
  }

  changedSinceGreen(): readonly string[] {
    this.#follow();
    return this.#rows.rows.filter((test) => test.isNew).map((test) => test.id);
  }

  /** Tests that watch mode keeps until they pass. */
  pin(ids: ReadonlySet<string>): void {
    if (ids === this.#pinned) return;
    this.#pinned = ids;
    this.#invalidate('rows');
  }

  async dispose(): Promise<void> {
    for (const item of [this.#frame, ...this.#following]) await item?.dispose();
    await this.#parts.collector.dispose();
    await this.#work;
    this.#changed.dispose();
    this.#parts.catalog.dispose();
  }

  #follow(): void {
    if (this.#following.length > 0) return;
    const { runs, history, catalog } = this.#parts;
    this.#following.push(
      runs.current.onDidChange(() => this.#invalidate('run')),
      history.tests.onDidChange(() => this.#invalidate('rows')),
      catalog.onDidChange(() => this.#invalidate('list')),
    );
    void this.#parts.collector.load();
    this.#invalidate('list');
  }

  #invalidate(what: Stale): void {
    if (what === 'list' || this.#stale === 'run') this.#stale = what === 'run' ? this.#stale : what;
    if (this.#following.length === 0 || this.#frame) return;
    this.#frame = this.#parts.context.clock.setTimeout(() => void this.#flushNow(), frameMs);
  }

  /** One after another: a long list may still be made when the next frame is due. */
  #flushNow(): Promise<void> {
    void this.#frame?.dispose();
    this.#frame = undefined;
    this.#work = this.#work
      .then(() => this.#flush())
      .catch((error: unknown) => {
        if (!this.#parts.context.signal.aborted) {
          this.#parts.context.log.error('The list of tests could not be made', error);
        }
      });
    return this.#work;
  }

  async #flush(): Promise<void> {
    const { runs, catalog, context } = this.#parts;
    const state = runs.current.get();
    this.#noteRun(state);
    const touched = this.#changes.since(state);
    const unknown = touched.filter(({ id }) => !this.#rows.has(id));
    if (unknown.length > 0) catalog.add(unknown.map(toCatalogTest));
    const stale = this.#stale;
    this.#stale = 'run';
    if (stale === 'list') await this.#makeList(context.signal);
    else await this.#lookAgain(stale === 'rows' ? undefined : touched.map(({ id }) => id), context.signal);
  }

  /** Of another run, or of one that is over, the outcomes of all tests mean something else. */
  #noteRun({ runId, status }: TestRunState): void {
    const shown = `${runId} ${status === 'finished'}`;
    if (shown !== this.#shownRun && this.#stale === 'run') this.#stale = 'rows';
    this.#shownRun = shown;
  }

  async #makeList(signal: AbortSignal): Promise<void> {
    const { catalog } = this.#parts;
    const items = [...catalog.state.get().problems.map(collectionErrorSources), ...catalog.tests];
    await this.#rows.rebuild(items, (item) => ('found' in item ? item : this.#sourcesOf(item)), signal);
    this.#changed.fire({ ids: undefined });
  }

  async #lookAgain(ids: readonly string[] | undefined, signal: AbortSignal): Promise<void> {
    if (ids?.length === 0) return;
    const again = (before: TestSources) => (before.problem === undefined ? this.#sourcesOf(before.found) : before);
    const changed = await this.#rows.refresh(ids, again, signal);
    if (changed.size > 0) this.#changed.fire({ ids: changed });
  }

  #sourcesOf(found: CatalogTest): TestSources {
    const { runs, history } = this.#parts;
    const { cases, status } = runs.current.get();
    const run = cases.get(found.id);
    const wasReached = run !== undefined && !(status === 'finished' && run.outcome === 'queued');
    return {
      found,
      run: wasReached ? run : undefined,
      history: history.tests.get().get(found.id),
      isNew: this.#parts.catalog.isNew(found),
      isPinned: this.#pinned.has(found.id),
    };
  }
}
