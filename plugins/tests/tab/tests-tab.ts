import {
  toDisposable,
  widgets,
  type Disposable,
  type FormHandle,
  type PluginContext,
  type Tab,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestHistoryStore } from '../history/test-history-store.js';
import { describeEnd } from '../results/describe-end.js';
import { lookOf } from '../results/outcome-look.js';
import type { RunOptionsStore } from '../results/run-options-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { detailLines, endLines } from './detail-lines.js';
import { executeTold } from './execute-told.js';
import { gridRow, pageLayout, type PageState } from './page-layout.js';
import { createProgressLine } from './progress-line.js';
import { resultColumns } from './result-columns.js';
import { emptyText, resultRows } from './result-rows.js';
import { resultsTitle } from './results-title.js';
import { createRunForm, type RunForm } from './run-form.js';
import type { TestsView } from './tests-view.js';

export interface TestsTabParts {
  readonly context: Pick<PluginContext, 'clock' | 'commands' | 'screen' | 'log'>;
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly options: RunOptionsStore;
}

type Shown = Pick<PageState, 'page' | 'filterOpen' | 'optionsOpen'>;

/** While tests run the times of the running ones and the estimate change without events. */
const tickMs = 500;

/** The tab: results with their details, progress, buttons and the run form. */
export class TestsTab implements TestsView {
  readonly #tab: Tab;
  readonly #parts: TestsTabParts;
  readonly #table: TableHandle<TestCase>;
  readonly #details: TextHandle;
  readonly #filter: FormHandle;
  readonly #run: RunForm;
  readonly #showProgress: (state: TestRunState) => void;
  #page: Shown = { page: 'results', filterOpen: false, optionsOpen: false };
  #filterText = '';
  #detailsOf: unknown;
  #detailsOver = false;
  #tick: Disposable | undefined;

  constructor(tab: Tab, parts: TestsTabParts) {
    const { clock } = parts.context;
    this.#tab = tab;
    this.#parts = parts;
    const { rows, columns } = this.#layout();
    tab.grid.setTracks({ rows, columns });
    this.#filter = createFilter(tab);
    this.#table = createTable(tab, parts);
    this.#details = createDetails(tab);
    this.#showProgress = createProgressLine(tab, clock, (id) => parts.history.durationOf(id));
    createButtons(tab);
    this.#run = createRunForm(tab, parts.options);
    this.#watch();
    this.#applyLayout();
    this.#refresh();
  }

  selected(): TestCase | undefined {
    return this.#table.selected.get();
  }

  hasDetails(): boolean {
    return this.selected() !== undefined || this.#parts.runs.current.get().end !== undefined;
  }

  showDetails(): void {
    this.#change({ page: 'details' });
    this.#details.focus();
  }

  closeDetails(): void {
    this.#change({ page: 'results' });
    this.#table.focus();
  }

  editFilter(): void {
    this.#change({ page: 'results', filterOpen: true });
    this.#filter.focusField('text');
  }

  clearFilter(): void {
    this.#filter.setValues({ text: '' });
    this.#setFilter('');
    this.#change({ filterOpen: false });
    this.#table.focus();
  }

  editOptions(): void {
    this.#change({ optionsOpen: true });
    this.#run.form.focusField('paths');
  }

  closeOptions(): void {
    this.#change({ optionsOpen: false, page: 'results' });
    this.#table.focus();
  }

  #watch(): void {
    const { runs, history } = this.#parts;
    const tab = this.#tab;
    tab.own(runs.current.onDidChange(() => this.#refresh()));
    tab.own(history.tests.onDidChange(() => this.#refresh()));
    tab.own(tab.isVisible.onDidChange(() => this.#refresh()));
    tab.own(tab.size.onDidChange(() => this.#applyLayout()));
    tab.own(toDisposable(() => this.#tick?.dispose()));
    tab.own(this.#table.selected.onDidChange(() => this.#showSelected()));
    tab.own(this.#table.shown.onDidChange(() => this.#showTitle()));
    tab.own(this.#table.onDidActivate(() => executeTold(this.#parts.context, 'tests.run-selected')));
    tab.own(this.#filter.onDidChange(() => this.#setFilter(String(this.#filter.values()['text'] ?? '').trim())));
    tab.own(this.#filter.onDidSubmit(() => this.#table.focus()));
    tab.own(this.#run.form.onDidSubmit(() => this.#runForm()));
  }

  /** Enter in the run form: what was typed is done with, unless it is refused. */
  #runForm(): void {
    if (!this.#parts.options.problem()) this.closeOptions();
    executeTold(this.#parts.context, 'tests.run-all');
  }

  #refresh(): void {
    if (!this.#tab.isVisible.get()) return;
    const state = this.#parts.runs.current.get();
    this.#table.setEmpty(emptyText(state));
    this.#table.setRows(resultRows(state));
    this.#showTitle();
    this.#showSelected();
    this.#showProgress(state);
    const isOn = state.status === 'collecting' || state.status === 'running';
    if (isOn) this.#tick ??= this.#parts.context.clock.setInterval(() => this.#refresh(), tickMs);
    else this.#stopTick();
  }

  #stopTick(): void {
    void this.#tick?.dispose();
    this.#tick = undefined;
  }

  #showTitle(): void {
    const shown = this.#filterText ? this.#table.shown.get() : undefined;
    this.#table.setTitle(resultsTitle(this.#parts.runs.current.get(), shown));
  }

  #showSelected(): void {
    const state = this.#parts.runs.current.get();
    const test = this.selected();
    // A test that has not changed keeps its lines: a long traceback is laid out once.
    const shown = test ?? state.end ?? state.status;
    const isOver = state.status === 'finished';
    if (shown === this.#detailsOf && isOver === this.#detailsOver) return;
    this.#detailsOf = shown;
    this.#detailsOver = isOver;
    const end = describeEnd(state);
    this.#details.setTitle(test ? (test.id.split('::').at(-1) ?? test.id) : 'Details');
    this.#details.setLines(test ? detailLines(test, isOver) : end ? endLines(state, end) : []);
  }

  #setFilter(text: string): void {
    this.#filterText = text;
    this.#table.setFilter(text || undefined);
    this.#showTitle();
    this.#parts.context.commands.setContext('tests.filtered', text !== '' || this.#page.filterOpen);
  }

  #change(change: Partial<Shown>): void {
    this.#page = { ...this.#page, ...change };
    this.#parts.context.commands.setContext('tests.filtered', this.#filterText !== '' || this.#page.filterOpen);
    this.#applyLayout();
  }

  #layout() {
    return pageLayout({ ...this.#page, ...this.#tab.size.get() });
  }

  #applyLayout(): void {
    const { rows, columns, shows } = this.#layout();
    this.#tab.grid.setTracks({ rows, columns });
    this.#table.show(shows.results);
    this.#details.show(shows.details);
    this.#filter.show(shows.filter);
    this.#run.form.show(shows.options);
    this.#run.folded.show(!shows.options);
  }
}

function createTable(tab: Tab, { context, history, runs }: TestsTabParts): TableHandle<TestCase> {
  const isOver = () => runs.current.get().status === 'finished';
  const sources = { now: () => context.clock.now(), isOver, historyOf: (id: string) => history.tests.get().get(id) };
  return tab.grid.set(gridRow.main, 0, 1, 1, widgets.table<TestCase>(), {
    title: 'Results',
    focusId: 'tests.results',
    columns: resultColumns(sources),
    id: (test) => test.id,
    searchText: (test) =>
      `${test.id} ${lookOf(test.outcome, isOver()).word} ${test.markers.join(' ')} ${test.message ?? ''}`,
  });
}

function createDetails(tab: Tab): TextHandle {
  return tab.grid.set(gridRow.main, 1, 1, 1, widgets.text, {
    title: 'Details',
    focusId: 'tests.details',
    wrap: true,
    empty: 'Choose a test in the results.',
  });
}

function createFilter(tab: Tab): FormHandle {
  return tab.grid.set(gridRow.filter, 0, 1, 2, widgets.form, {
    border: false,
    focusId: 'tests.filter',
    escapeLeaves: true,
    fields: [{ id: 'text', kind: 'text', label: 'Filter', width: 40, placeholder: 'words, a status, a marker' }],
  });
}

/** The rest of the keys stands on the key line. */
const buttonLabels = {
  'tests.run-all': 'Run all',
  'tests.run-unit': 'Unit',
  'tests.run-integration': 'Integration',
  'tests.run-failed': 'Failed',
  'tests.run-selected': 'Run selected',
  'tests.stop': 'Stop',
};

function createButtons(tab: Tab): void {
  const commands = Object.entries(buttonLabels).map(([command, label]) => ({ command, label: () => label }));
  tab.grid.set(gridRow.buttons, 0, 1, 2, widgets.buttons, { commands });
}
