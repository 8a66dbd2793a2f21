import { widgets, type PluginContext, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { formatDuration } from '../../results/format-duration.js';
import type { TestRunsService } from '../../results/test-runs-service.js';
import { gridRow } from '../page-layout.js';
import { createRunningTests } from './running-tests.js';
import { SeenOutput } from './seen-output.js';

export interface RunningPaneParts {
  readonly context: Pick<PluginContext, 'clock' | 'log'>;
  readonly runs: Pick<TestRunsService, 'active'>;
}

/** What runs now: for each worker its test, since when, and what the one that is looked at has written last. */
export class RunningPane {
  readonly table: TableHandle<TestCase>;
  readonly #output: SeenOutput;
  readonly #runningTests = createRunningTests();
  #tests: readonly TestCase[] = [];

  constructor(tab: Tab, { context, runs }: RunningPaneParts) {
    this.#output = tab.own(
      new SeenOutput({
        clock: context.clock,
        log: context.log,
        active: () => runs.active,
        changed: () => this.table.setRows(this.#tests),
      }),
    );
    this.table = tab.grid.set(gridRow.running, 0, 1, 2, widgets.table<TestCase>(), {
      border: false,
      focusId: 'tests.running',
      columns: this.#columns(() => context.clock.now()),
      id: (test) => test.worker ?? 'main',
      empty: 'Nothing runs just now.',
    });
  }

  /** `preferred`: the test under the cursor of the list, when it runs. */
  show(state: TestRunState, preferred: string | undefined): void {
    this.#tests = this.#runningTests(state);
    this.table.setRows(this.#tests);
    this.#output.watch(this.current(preferred)?.id);
  }

  /** Nobody sees it. */
  rest(): void {
    this.#tests = [];
    this.#output.watch(undefined);
  }

  /** The running test that is meant: with the focus here the one under the cursor, else that of the list, else what has been running longest. */
  current(preferred: string | undefined): TestCase | undefined {
    const selected = this.table.selected.get();
    const here = this.#tests.find(({ id }) => id === selected?.id);
    if (this.table.hasFocus.get() && here) return here;
    return this.#tests.find(({ id }) => id === preferred) ?? longest(this.#tests);
  }

  #columns(now: () => number): readonly TableColumn<TestCase>[] {
    return [
      { id: 'sign', title: '', width: 1, cell: () => [{ text: '◐', style: 'accent' }] },
      { id: 'time', title: '', width: 6, align: 'right', cell: (test) => elapsed(test, now()) },
      {
        id: 'worker',
        title: '',
        width: 4,
        minTableWidth: 60,
        cell: (test) => [{ text: test.worker ?? '', style: 'muted' }],
      },
      {
        id: 'phase',
        title: '',
        width: 8,
        minTableWidth: 60,
        cell: (test) => [{ text: test.phase ?? '', style: 'muted' }],
      },
      { id: 'test', title: 'RUNNING', width: 'fill', cut: 'middle', cell: (test) => test.id },
      {
        id: 'output',
        title: 'OUTPUT',
        width: 'fill',
        minTableWidth: 76,
        cell: (test) => [{ text: this.#output.lineOf(test.id), style: 'muted' }],
      },
    ];
  }
}

function elapsed({ startedAt }: TestCase, now: number): string {
  return startedAt === undefined ? '' : formatDuration(Math.max(0, now - startedAt));
}

function longest(tests: readonly TestCase[]): TestCase | undefined {
  return tests.reduce<TestCase | undefined>(
    (first, test) => ((test.startedAt ?? 0) < (first?.startedAt ?? Number.POSITIVE_INFINITY) ? test : first),
    undefined,
  );
}
