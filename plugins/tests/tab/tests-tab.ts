import { toDisposable, type Disposable, type PluginContext, type Tab } from 'devmgr/plugin-api';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestBook } from '../book/test-book.js';
import type { LateExplain } from '../explain/late-explain.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { RunOptionsStore } from '../results/run-options-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import type { TestWatch } from '../watch/watch-state.js';
import { createButtons } from './create-buttons.js';
import { createDetailPane } from './detail/create-detail-pane.js';
import type { DetailPane } from './detail/detail-pane.js';
import { executeTold } from './execute-told.js';
import { FailureSight } from './list/failure-sight.js';
import { followOthers } from './follow-others.js';
import { ListPane } from './list/list-pane.js';
import { testOf, type ListLook } from './list/list-row.js';
import { gridRow, isWide, pageLayout, type PageLayout, type PageState } from './page-layout.js';
import { createProgressLine } from './progress-line.js';
import { createRunForm, runFormLines, type RunForm } from './run-form.js';
import { RunningPane } from './running/running-pane.js';
import { runningLines } from './running/running-tests.js';
import { selectedCase } from './selected-case.js';
import type { TestsView } from './tests-view.js';
import { tellProfileProblems } from './tell-profile-problems.js';
import { throttled } from './throttled.js';

export interface TestsTabParts {
  readonly context: Pick<
    PluginContext,
    'clock' | 'commands' | 'screen' | 'log' | 'text' | 'services' | 'workspace' | 'storage'
  >;
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly book: TestBook;
  readonly options: RunOptionsStore;
  readonly explain: LateExplain;
  readonly watch?: Pick<TestWatch, 'state'>;
}

type Shown = Pick<PageState, 'page' | 'zoomed' | 'filterOpen' | 'optionsOpen'>;

/** While tests run the times of the running ones and the estimate change without events. */
const tickMs = 500;
/** How often what is said of the run as a whole is brought up to date: all its tests are looked at. */
const runMs = 100;
const lookKey = 'list-look';

/** The tab: all tests with the details of one, what runs now, progress, buttons and the run form. */
export class TestsTab implements TestsView {
  readonly details: DetailPane;
  readonly list: ListPane;
  readonly #tab: Tab;
  readonly #parts: TestsTabParts;
  readonly #running: RunningPane;
  readonly #run: RunForm;
  readonly #showProgress: ReturnType<typeof createProgressLine>;
  readonly #showRun: ReturnType<typeof throttled>;
  readonly #tellProblems: () => void;
  #page: Shown = { page: 'results', zoomed: false, filterOpen: false, optionsOpen: false };
  #tick: Disposable | undefined;
  #runningLines = 0;

  constructor(tab: Tab, parts: TestsTabParts) {
    const { context, runs, book, history, watch, explain } = parts;
    this.#tab = tab;
    this.#parts = parts;
    // The details are not there yet to say how they share their height.
    const { rows, columns } = this.#layout(() => ['1fr', 0, 0]);
    tab.grid.setTracks({ rows, columns });
    const cell = { row: gridRow.main, col: 1 };
    this.details = createDetailPane(tab, { context, runs, book, records: history, explain }, cell);
    this.list = new ListPane(tab, { context, book, state: () => runs.current.get() });
    this.#running = new RunningPane(tab, { context, runs });
    this.#showProgress = createProgressLine(tab, {
      clock: context.clock,
      knownMs: (id) => history.durationOf(id),
      watch: () => watch?.state.get(),
    });
    createButtons(tab);
    this.#run = createRunForm(tab, parts.options);
    this.#showRun = tab.own(throttled(context.clock, runMs, () => this.#refreshRun()));
    this.#tellProblems = tellProfileProblems(context, parts.options.profiles);
    this.list.setLook(context.storage.state.get(lookKey) === 'tree' ? 'tree' : 'table');
    this.#watch();
    this.#applyLayout();
    this.#refresh();
    followOthers(tab, { clock: context.clock, history, book });
  }

  selected(): TestCase | undefined {
    const row = this.list.row();
    const { runs, book } = this.#parts;
    return row && selectedCase(row, runs.current.get(), book.catalog.get());
  }

  running(): TestCase | undefined {
    return this.#running.current(this.list.row()?.id);
  }

  hasDetails(): boolean {
    const { runs, book } = this.#parts;
    const failed = book.catalog.get().failure !== undefined;
    return this.list.row() !== undefined || failed || runs.current.get().end !== undefined;
  }

  showDetails(): void {
    this.#change({ page: 'details' });
    this.details.focus();
  }

  closeDetails(): void {
    this.#change({ page: 'results', zoomed: false });
    this.list.table.focus();
  }

  toggleZoom(): void {
    if (this.#page.zoomed || (this.#page.page === 'details' && !isWide(this.#tab.size.get().width)))
      return this.closeDetails();
    this.#change({ page: 'details', zoomed: true });
    this.details.focus();
  }

  showRunning(id: string): void {
    this.details.show({ kind: 'test', id });
    this.#change({ page: 'details' });
  }

  get look(): ListLook {
    return this.list.list.look;
  }

  setLook(look: ListLook): void {
    this.list.setLook(look);
    void this.#parts.context.storage.state.set(lookKey, look);
    this.#tellContext();
  }

  get order(): string | undefined {
    return this.list.table.sorting.get()?.columnId;
  }

  setOrder(columnId: string | undefined): void {
    this.list.table.sort(columnId);
  }

  goIn(): void {
    if (!this.list.goIn()) this.showDetails();
  }

  editFilter(): void {
    this.#change({ page: 'results', zoomed: false, filterOpen: true });
    // What is typed is another word.
    if (this.list.filterText !== '') this.list.filter.setValues({ text: `${this.list.filterText} ` });
    this.list.filter.focusField('text');
  }

  clearFilter(): void {
    this.list.setFilter('');
    this.#change({ filterOpen: false });
    this.list.table.focus();
  }

  editOptions(): void {
    this.#change({ optionsOpen: true });
    this.#run.form.focusField('profile');
  }

  closeOptions(): void {
    this.#change({ optionsOpen: false, page: 'results' });
    this.list.table.focus();
  }

  #watch(): void {
    const tab = this.#tab;
    const { table, filter } = this.list;
    tab.own(this.#parts.runs.current.onDidChange(() => this.#showRun.ask()));
    tab.own(tab.isVisible.onDidChange(() => this.#refresh()));
    tab.own(tab.size.onDidChange(() => this.#applyLayout()));
    tab.own(toDisposable(() => this.#tick?.dispose()));
    tab.own(table.selected.onDidChange(() => this.details.show(this.list.subject())));
    tab.own(table.onDidActivate(() => executeTold(this.#parts.context, 'tests.run-selected')));
    tab.own(this.#running.table.onDidActivate(() => executeTold(this.#parts.context, 'tests.show-details')));
    tab.own(this.#running.table.selected.onDidChange(() => this.#followRunning()));
    tab.own(this.#running.table.hasFocus.onDidChange(() => this.#followRunning()));
    tab.own(this.list.onDidChoose(() => this.#tellContext()));
    tab.own(filter.onDidSubmit(() => table.focus()));
    tab.own(this.details.onDidChangeTracks(() => this.#applyLayout()));
    tab.own(this.#run.form.onDidSubmit(() => this.#runForm()));
    const sight = new FailureSight({
      list: this.list,
      tests: () => this.#parts.book.tests(),
      run: () => this.#parts.runs.current.get(),
      isWatching: () => this.#parts.watch?.state.get().isOn ?? false,
      isReading: () => this.details.hasFocus.get(),
    });
    tab.own(this.#parts.runs.current.onDidChange((state) => sight.followRun(state)));
    tab.own(this.list.list.onDidChange(() => sight.look()));
    if (this.#parts.watch) tab.own(this.#parts.watch.state.onDidChange(() => this.#showRun.ask()));
  }

  /** Enter in the run form: what was typed is done with, unless it is refused. */
  #runForm(): void {
    if (!this.#parts.options.problem()) this.closeOptions();
    executeTold(this.#parts.context, 'tests.run-all');
  }

  /** Who goes through the running tests sees each of them. */
  #followRunning(): void {
    if (!this.#running.table.hasFocus.get()) return this.details.show(this.list.subject());
    const test = this.#running.table.selected.get();
    if (test) this.details.show({ kind: 'test', id: test.id });
  }

  #refresh(): void {
    const isVisible = this.#tab.isVisible.get();
    this.list.setVisible(isVisible);
    if (!isVisible) return this.#rest();
    this.#showRun.ask();
    this.#tellProblems();
  }

  /** What is said of the run as a whole. */
  #refreshRun(): void {
    if (!this.#tab.isVisible.get()) return;
    const state = this.#parts.runs.current.get();
    this.#showProgress(state);
    this.#running.show(state, this.#listTest());
    if (this.#linesForRunning() !== this.#runningLines) this.#applyLayout();
    const isOn = state.status === 'collecting' || state.status === 'running';
    if (isOn) this.#tick ??= this.#parts.context.clock.setInterval(() => this.#onTick(), tickMs);
    else this.#rest();
    if (!isOn) this.list.tick();
  }

  #onTick(): void {
    this.list.tick();
    this.#showRun.ask();
  }

  #rest(): void {
    void this.#tick?.dispose();
    this.#tick = undefined;
    this.#running.rest();
  }

  #listTest(): string | undefined {
    const row = this.list.row();
    return row && testOf(row)?.id;
  }

  #linesForRunning(): number {
    return runningLines(this.#parts.runs.current.get(), this.#tab.size.get().height);
  }

  #tellContext(): void {
    const { commands } = this.#parts.context;
    commands.setContext('tests.filtered', this.list.filterText !== '' || this.#page.filterOpen);
    commands.setContext('tests.marked', this.list.marks.size > 0);
    commands.setContext('tests.look', this.list.list.look);
  }

  #change(change: Partial<Shown>): void {
    this.#page = { ...this.#page, ...change };
    this.#tellContext();
    this.#applyLayout();
  }

  #layout(detailTracks: PageState['detailTracks']): PageLayout {
    const size = this.#tab.size.get();
    return pageLayout({
      ...this.#page,
      ...size,
      runningLines: this.#runningLines,
      formLines: runFormLines(this.#parts.options, size.width),
      detailTracks,
    });
  }

  #applyLayout(): void {
    this.#runningLines = this.#linesForRunning();
    const { rows, columns, details, shows } = this.#layout((height) => this.details.tracks(height));
    this.#tab.grid.setTracks({ rows, columns });
    this.list.table.show(shows.results);
    this.list.chips.show(shows.chips);
    this.list.filter.show(shows.filter);
    this.#running.table.show(shows.running);
    this.#run.form.show(shows.options);
    this.#run.folded.show(!shows.options);
    this.details.place(shows.details ? { row: gridRow.main, col: 1, colSpan: 1, ...details } : undefined);
  }
}
