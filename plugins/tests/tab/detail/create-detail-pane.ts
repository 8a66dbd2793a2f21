import { Emitter, Store, type Disposable, type Tab, type Track, type WidgetHandle } from 'devmgr/plugin-api';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { CoveragePage } from '../coverage/coverage-page.js';
import { detailPageAfter, type DetailPageId } from './detail-page-id.js';
import type { DetailPage, PageHost } from './detail-page.js';
import type { DetailArea, DetailPane, DetailParts, SourcePlace } from './detail-pane.js';
import { isSameSubject, type DetailSubject } from './detail-subject.js';
import { detailView, type DetailView } from './detail-view.js';
import { FailureMemory } from './failure-memory.js';
import { FailurePage } from './failure/failure-page.js';
import { hiddenTab } from './hidden-tab.js';
import { ExplainPage } from './pages/explain-page.js';
import { HistoryPage } from './pages/history-page.js';
import { OutputPage } from './pages/output-page.js';
import { PageSwitch } from './page-switch.js';
import { RequestsPage } from './pages/requests-page.js';
import { RunPage } from './pages/run-page.js';
import { TracebackPage } from './pages/traceback-page.js';
import { isRunning } from '../../results/is-running.js';

/**
 * Makes the pages on the tab, hidden until `place` is called; from then on they follow the run and the book. `cell`: of the grid, one that nothing
 * visible covers just now.
 */
export function createDetailPane(
  tab: Tab,
  parts: DetailParts,
  cell: { readonly row: number; readonly col: number },
): DetailPane {
  return new Details(hiddenTab(tab, cell), parts);
}

const LINE = 1;
/** The time of a running test goes on without events. */
const TICK_MS = 500;

class Details implements DetailPane {
  readonly page = new Store<DetailPageId>('failure');
  readonly hasFocus = new Store(false);
  readonly onDidChangeTracks;
  readonly #tab: Tab;
  readonly #parts: DetailParts;
  readonly #pages;
  readonly #line: PageSwitch;
  readonly #tracks = new Emitter<unknown>();
  readonly #memory: FailureMemory;
  #subject: DetailSubject | undefined;
  #area: DetailArea | undefined;
  #ticking: Disposable | undefined;

  constructor(tab: Tab, parts: DetailParts) {
    this.#tab = tab;
    this.#parts = parts;
    for (const item of [this.page, this.hasFocus, this.#tracks, { dispose: () => this.#rest() }]) tab.own(item);
    this.onDidChangeTracks = this.#tracks.event;
    this.#memory = new FailureMemory(parts.records, parts.context.log, () => this.#refresh());
    this.#line = new PageSwitch(tab, this.page, (page) => this.showPage(page));
    this.#pages = this.#createPages();
    this.#follow();
  }

  get subject(): DetailSubject | undefined {
    return this.#subject;
  }

  tracks(height: number): readonly [Track, Track, Track] {
    const [upper, lower] = this.#current.parts(Math.max(0, height - LINE));
    return [LINE, `${upper}fr`, this.#current.lower && lower > 0 ? `${lower}fr` : 0];
  }

  place(area: DetailArea | undefined): void {
    const wasShown = this.#area !== undefined;
    this.#area = area;
    const shown = area ? this.#seen(area) : [];
    for (const handle of this.#handles()) if (!shown.includes(handle)) handle.show(false);
    if (area) this.#placeAll(area);
    for (const handle of shown) handle.show(true);
    if (area && !wasShown) this.#refresh();
    if (!area && wasShown) this.#rest();
  }

  show(subject: DetailSubject | undefined): void {
    const isOther = !isSameSubject(subject, this.#subject);
    this.#subject = subject;
    if (isOther) this.#refresh();
  }

  focus(): void {
    this.#current.upper.focus();
  }

  showPage(page: DetailPageId): void {
    if (page === this.page.get()) return;
    const hadFocus = this.hasFocus.get();
    this.#current.leave?.();
    this.page.set(page);
    this.#refresh();
    this.#tracks.fire(undefined);
    if (hadFocus && this.#area) this.focus();
  }

  stepPage(step: 1 | -1): void {
    this.showPage(detailPageAfter(this.page.get(), step));
  }

  step(step: 1 | -1): boolean {
    return this.#current.step?.(step) ?? false;
  }

  sourcePlace(): SourcePlace | undefined {
    const test = this.#view().test;
    return this.#current.sourcePlace?.() ?? (test && { path: test.file, line: test.line });
  }

  test(): TestCase | undefined {
    return this.#view().test;
  }

  focusWarnings(): boolean {
    return this.page.get() === 'run' && this.#pages.run.focusWarnings();
  }

  copyText(): string | undefined {
    return this.#current.copyText?.();
  }

  async showStack(): Promise<void> {
    this.showPage('output');
    await this.#pages.output.showStack();
  }

  get #current(): DetailPage {
    return this.#pages[this.page.get()];
  }

  #createPages() {
    const { context, records, runs, explain } = this.#parts;
    const tab = this.#tab;
    const host: PageHost = { place: () => this.#tracks.fire(undefined), own: (item) => tab.own(item) };
    const isVisible = () => tab.isVisible.get() && this.#area !== undefined;
    const open = (id: string) => this.show({ kind: 'test', id });
    return {
      failure: new FailurePage(tab, { context, open }, host),
      output: new OutputPage(tab, { context, active: () => runs.active, isVisible }, host),
      traceback: new TracebackPage(tab),
      requests: new RequestsPage(tab, context, host),
      history: new HistoryPage(tab, { records, log: context.log }, host),
      run: new RunPage(tab, context, host),
      coverage: new CoveragePage(tab, context, host),
      explain: new ExplainPage(tab, explain, host),
    };
  }

  #follow(): void {
    const { runs, book, context } = this.#parts;
    const tab = this.#tab;
    tab.own(runs.current.onDidChange(() => this.#refresh()));
    tab.own(book.catalog.onDidChange(() => this.#refresh()));
    tab.own(book.onDidChange(({ ids }) => this.#concerns(ids) && this.#refresh()));
    tab.own(tab.isVisible.onDidChange(() => this.#refresh()));
    tab.own(this.page.onDidChange((page) => context.commands.setContext('tests.page', page)));
    context.commands.setContext('tests.page', this.page.get());
    const handles = this.#handles();
    const tell = () => this.hasFocus.set(handles.some(({ hasFocus }) => hasFocus.get()));
    for (const { hasFocus } of handles) tab.own(hasFocus.onDidChange(tell));
  }

  #concerns(ids: ReadonlySet<string> | undefined): boolean {
    return ids === undefined || this.#subject?.kind !== 'test' || ids.has(this.#subject.id);
  }

  #handles(): readonly WidgetHandle[] {
    const pages = Object.values<DetailPage>(this.#pages);
    return [this.#line.handle, ...pages.flatMap(({ upper, lower }) => [upper, ...(lower ? [lower] : [])])];
  }

  #seen({ height }: DetailArea): readonly WidgetHandle[] {
    const { upper, lower } = this.#current;
    return [this.#line.handle, upper, ...(lower && this.#hasLower(height) ? [lower] : [])];
  }

  #hasLower(height: number): boolean {
    return this.#current.lower !== undefined && this.#current.parts(Math.max(0, height - LINE))[1] > 0;
  }

  #placeAll({ row, col, colSpan, width, height }: DetailArea): void {
    const { upper, lower } = this.#current;
    const hasLower = this.#hasLower(height);
    this.#line.refresh(width);
    this.#line.handle.place(row, col, 1, colSpan);
    upper.place(row + 1, col, hasLower ? 1 : 2, colSpan);
    if (hasLower) lower?.place(row + 2, col, 1, colSpan);
  }

  /** Nothing is seen any more. */
  #rest(): void {
    this.#current.leave?.();
    void this.#ticking?.dispose();
    this.#ticking = undefined;
  }

  #view(): DetailView {
    const { runs, book } = this.#parts;
    const run = runs.current.get();
    return detailView(this.#subject, {
      run,
      known: (id) => book.get(id),
      failure: (id) => this.#memory.of(id),
      problems: book.catalog.get().problems,
      notCollected: book.catalog.get().failure,
    });
  }

  #refresh(): void {
    if (!this.#tab.isVisible.get() || !this.#area) return this.#rest();
    const { runId, status } = this.#parts.runs.current.get();
    if (this.#subject?.kind === 'test') this.#memory.ask(this.#subject.id, `${runId} ${status}`);
    const view = this.#view();
    this.#current.refresh(view);
    if (isRunning(view.test)) {
      this.#ticking ??= this.#parts.context.clock.setInterval(() => this.#refresh(), TICK_MS);
    } else {
      void this.#ticking?.dispose();
      this.#ticking = undefined;
    }
  }
}
