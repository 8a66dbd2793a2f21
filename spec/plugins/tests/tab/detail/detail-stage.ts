import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { definePlugin, Emitter, Store, type PluginManifest } from 'devmgr/plugin-api';
import { LogStore, type LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import type { TestCase, TestRun, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../../../../plugins/tests/book/known-test.js';
import type { CatalogState } from '../../../../../plugins/tests/book/test-book.js';
import type { RecordedFailure, TestResult } from '../../../../../plugins/tests/history/recorded-run.js';
import { idleState } from '../../../../../plugins/tests/results/run-model.js';
import { createDetailPane } from '../../../../../plugins/tests/tab/detail/create-detail-pane.js';
import type { DetailPane } from '../../../../../plugins/tests/tab/detail/detail-pane.js';
import { onPluginStage, type PluginStage } from '../../../../support/plugin-stage.js';
import type { TermAppOptions } from '../../../../support/term-app.js';

const noTests: CatalogState = { status: 'ready', found: 0, problems: [], failure: undefined, collectedAt: 0 };

/** The details alone on the real screen, with the keys of the manifest. */
export interface DetailStage extends PluginStage {
  readonly pane: DetailPane;
  readonly run: Store<TestRunState>;
  readonly catalog: Store<CatalogState>;
  readonly known: Map<string, KnownTest>;
  readonly failures: Map<string, RecordedFailure>;
  readonly results: TestResult[];
  readonly active: { run: Pick<TestRun, 'inspect'> | undefined };
  /** Places that were opened in the editor. */
  readonly edited: readonly { readonly path: string; readonly line?: number | undefined }[];
  /** Adds an entry to the log. */
  say(entry: Partial<LogEntry> & { readonly message: string }): void;
}

const manifest = (
  JSON.parse(readFileSync(new URL('../../../../../plugins/tests/package.json', import.meta.url), 'utf8')) as {
    devmgr: PluginManifest;
  }
).devmgr;

const actions: Readonly<Record<string, (pane: DetailPane) => unknown>> = {
  'tests.next-frame': (pane) => pane.step(1),
  'tests.previous-frame': (pane) => pane.step(-1),
  'tests.next-page': (pane) => pane.stepPage(1),
  'tests.previous-page': (pane) => pane.stepPage(-1),
  'tests.show-failure': (pane) => pane.showPage('failure'),
  'tests.show-output': (pane) => pane.showPage('output'),
  'tests.show-traceback': (pane) => pane.showPage('traceback'),
  'tests.show-requests': (pane) => pane.showPage('requests'),
  'tests.show-history': (pane) => pane.showPage('history'),
  'tests.show-run': (pane) => pane.showPage('run'),
  'tests.show-coverage': (pane) => pane.showPage('coverage'),
  'tests.explain': (pane) => pane.showPage('explain'),
};

export const aTest: TestCase = {
  id: 'tests/test_orders.py::test_total',
  file: 'tests/test_orders.py',
  line: 3,
  markers: [],
  outcome: 'passed',
  startedAt: 1_000,
  durationMs: 20,
  message: undefined,
  traceback: undefined,
  frames: [],
  sections: [],
  worker: undefined,
};

/** A run that has ended with these tests. */
export function runOf(tests: readonly TestCase[], more: Partial<TestRunState> = {}): TestRunState {
  return {
    ...idleState,
    runId: 'r1',
    status: 'finished',
    total: tests.length,
    cases: new Map(tests.map((test) => [test.id, test])),
    startedAt: 1_000,
    durationMs: 1_500,
    end: { kind: 'finished', exitCode: 1 },
    ...more,
  };
}

export async function onDetails(
  options: TermAppOptions & { readonly files?: Readonly<Record<string, string>> },
  test: (stage: DetailStage) => Promise<void>,
): Promise<void> {
  const run = new Store<TestRunState>(idleState);
  const catalog = new Store<CatalogState>(noTests);
  const known = new Map<string, KnownTest>();
  const failures = new Map<string, RecordedFailure>();
  const results: TestResult[] = [];
  const active: DetailStage['active'] = { run: undefined };
  const edited: { path: string; line?: number | undefined }[] = [];
  const log: LogEntry[] = [];
  const logged = new Emitter<{ changed: number; end: number }>();
  const held: { pane?: DetailPane } = {};
  const plugin = definePlugin({
    activate(context) {
      context.tabs.register('tests', (tab) => {
        tab.grid.setTracks({ rows: [1, '1fr', '1fr'], columns: ['1fr'] });
        const screen = {
          ...context.screen,
          edit: (place: (typeof edited)[number]) => Promise.resolve(void edited.push(place)),
        };
        const pane = createDetailPane(
          tab,
          {
            context: { ...context, screen },
            runs: {
              current: run,
              get active() {
                return active.run as TestRun | undefined;
              },
            },
            book: { get: (id) => known.get(id), catalog, onDidChange: new Emitter<never>().event },
            records: {
              runs: () => Promise.resolve([]),
              resultsOf: () => Promise.resolve(results),
              failureOf: (id) => Promise.resolve(failures.get(id)),
              lastGreen: () => Promise.resolve(undefined),
            },
            explain: {
              capsule: (id) =>
                Promise.resolve({
                  ...{ id, outcome: 'failed', path: 'a.py', line: 1, message: undefined, durationMs: undefined },
                  ...{ run: undefined, outcomes: [], isFlaky: false, frames: [], parts: [], tokens: 42 },
                }),
              text: ({ id }) => Promise.resolve(`# ${id}\n> 1 | everything about it\n`),
            },
          },
          { row: 0, col: 0 },
        );
        held.pane = pane;
        const place = () => {
          const { width, height } = tab.size.get();
          tab.grid.setTracks({ rows: pane.tracks(height) });
          pane.place({ row: 0, col: 0, colSpan: 1, width, height });
        };
        tab.own(pane.onDidChangeTracks(place));
        tab.own(tab.size.onDidChange(place));
        place();
        pane.focus();
      });
      for (const [id, act] of Object.entries(actions)) {
        context.commands.register(id, () => void (held.pane && act(held.pane)));
      }
    },
  });
  const store: LogStore = {
    first: 0,
    get end() {
      return log.length;
    },
    entries: (first, count) => log.slice(first, first + count),
    onDidChange: logged.event,
    append: () => undefined,
    attribute: () => undefined,
    sources: () => [],
    files: { current: '', dir: '' },
  };
  await onPluginStage(
    options,
    async (dir) => {
      for (const [path, text] of Object.entries(options.files ?? {})) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), text);
      }
      return { plugin, manifest, prepare: ({ services }) => void services.provide(LogStore, store) };
    },
    async (stage) => {
      if (!held.pane) throw new Error('There are no details');
      const say: DetailStage['say'] = (entry) => {
        log.push({ seq: log.length, at: 0, level: 'info', source: 'api', ...entry });
        logged.fire({ changed: log.length - 1, end: log.length });
      };
      await test({ ...stage, pane: held.pane, run, catalog, known, failures, results, active, edited, say });
    },
  );
}
