import { widgets, type PluginContext, type Tab, type TableHandle, type TextHandle } from 'devmgr/plugin-api';
import type { TestRunState, TestWarning } from 'devmgr/plugin-api/contracts/test-runs';
import { failureOfCollection } from '../end-lines.js';
import type { DetailPage, PageHost } from '../detail-page.js';
import type { SourcePlace } from '../detail-pane.js';
import type { DetailView } from '../detail-view.js';
import { openPlaceTold } from '../open-place.js';
import { plainText } from '../plain-text.js';
import { runLines } from './run-lines.js';

const NO_WARNINGS: readonly TestWarning[] = [];
/** Between two looks at all tests of a run that is on. */
const LOOK_EVERY_MS = 500;

/** The run as a whole, and the warnings that it gave. */
export class RunPage implements DetailPage {
  readonly upper: TextHandle;
  readonly lower: TableHandle<TestWarning>;
  readonly #context: Pick<PluginContext, 'clock'>;
  readonly #host: PageHost;
  #run: TestRunState | undefined;
  #failure: DetailView['failure'];
  #lookedAt = 0;
  #warnings = NO_WARNINGS;

  constructor(tab: Tab, context: Pick<PluginContext, 'clock' | 'screen' | 'workspace' | 'log'>, host: PageHost) {
    this.#context = context;
    this.#host = host;
    this.upper = tab.grid.set(0, 0, 1, 1, widgets.text, {
      title: 'Run',
      focusId: 'tests.details',
      wrap: true,
      empty: 'No tests have been run yet. Press r to run all of them.',
    });
    this.lower = createTable(tab);
    host.own(this.lower.onDidActivate((warning) => void openPlaceTold(context, warning)));
  }

  parts(): readonly [number, number] {
    return this.#warnings.length > 0 ? [1, 1] : [1, 0];
  }

  refresh({ run, isOver, failure }: DetailView): void {
    const now = this.#context.clock.now();
    const isSameFailure = failure === this.#failure;
    const isEarly = !isOver && run.runId === this.#run?.runId && now - this.#lookedAt < LOOK_EVERY_MS;
    if (isSameFailure && (run === this.#run || isEarly)) return;
    this.#lookedAt = now;
    this.#run = run;
    this.#failure = failure;
    this.upper.setLines(run.status === 'idle' ? failureOfCollection(failure) : runLines(run));
    this.#showWarnings(run.warnings ?? NO_WARNINGS);
  }

  /** The list of warnings gets the keys; false: there are none. */
  focusWarnings(): boolean {
    if (this.#warnings.length > 0) this.lower.focus();
    return this.#warnings.length > 0;
  }

  sourcePlace(): SourcePlace | undefined {
    return this.lower.hasFocus.get() ? this.lower.selected.get() : undefined;
  }

  copyText(): string | undefined {
    if (!this.#run) return undefined;
    const warnings = this.#warnings.map(
      ({ path, line, category, message }) => `${path}:${line}: ${category}: ${message}`,
    );
    return [plainText(runLines(this.#run)), ...warnings].join('\n');
  }

  #showWarnings(warnings: readonly TestWarning[]): void {
    if (warnings === this.#warnings) return;
    const hadSome = this.#warnings.length > 0;
    this.#warnings = warnings;
    const times = warnings.reduce((sum, { count }) => sum + count, 0);
    this.lower.setTitle(`Warnings ${times}`);
    this.lower.setRows(warnings);
    if (hadSome !== warnings.length > 0) this.#host.place();
  }
}

function createTable(tab: Tab): TableHandle<TestWarning> {
  return tab.grid.set(0, 0, 1, 1, widgets.table<TestWarning>(), {
    title: 'Warnings',
    focusId: 'tests.details',
    id: ({ path, line, category, message }) => `${path}:${line} ${category} ${message}`,
    columns: [
      { id: 'count', title: 'N', width: 4, align: 'right', cell: ({ count }) => String(count), compare: byCount },
      { id: 'category', title: 'CATEGORY', width: 20, cell: ({ category }) => category, compare: byCategory },
      { id: 'place', title: 'PLACE', width: 'fill', cut: 'start', cell: ({ path, line }) => `${path}:${line}` },
      { id: 'message', title: 'MESSAGE', width: 'fill', cell: ({ message }) => message.split('\n')[0] ?? '' },
    ],
  });
}

function byCount(a: TestWarning, b: TestWarning): number {
  return a.count - b.count;
}

function byCategory(a: TestWarning, b: TestWarning): number {
  return a.category < b.category ? -1 : Number(a.category > b.category);
}
