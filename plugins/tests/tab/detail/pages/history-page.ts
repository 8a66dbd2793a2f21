import { widgets, type PluginContext, type StyledText, type Tab, type TableHandle } from 'devmgr/plugin-api';
import type { TestResult, TestRecords } from '../../../history/recorded-run.js';
import { formatDuration } from '../../../results/format-duration.js';
import { recordedLook } from '../../../results/outcome-look.js';
import type { DetailPage, PageHost } from '../detail-page.js';
import type { DetailView } from '../detail-view.js';

interface ResultRow extends TestResult {
  readonly number: number;
}

const MOST = 200;
const POINTS = 60;
const LEAST_FOR_CHART = 12;

/** How a test ended in its last runs, the newest first, and how long it took. */
export class HistoryPage implements DetailPage {
  readonly upper: TableHandle<ResultRow>;
  readonly lower;
  readonly #records: TestRecords;
  readonly #log: PluginContext['log'];
  readonly #host: PageHost;
  #asked: string | undefined;
  #rows: readonly ResultRow[] = [];

  constructor(tab: Tab, parts: { readonly records: TestRecords; readonly log: PluginContext['log'] }, host: PageHost) {
    this.#records = parts.records;
    this.#log = parts.log;
    this.#host = host;
    this.upper = createTable(tab);
    this.lower = tab.grid.set(0, 0, 1, 1, widgets.sparkline, { title: 'Time', focusable: false });
  }

  parts(height: number): readonly [number, number] {
    const hasChart =
      height >= LEAST_FOR_CHART && this.#rows.filter(({ durationMs }) => durationMs !== undefined).length > 1;
    return hasChart ? [2, 1] : [1, 0];
  }

  refresh({ subject, known, run }: DetailView): void {
    const id = subject?.kind === 'test' ? subject.id : undefined;
    // Results are written when a run has ended.
    const asked = id === undefined ? undefined : `${id} ${run.runId} ${run.status} ${known?.outcomes.length}`;
    if (asked === this.#asked && asked !== undefined) return;
    this.#asked = asked;
    if (id === undefined) return this.#show([]);
    this.#records
      .resultsOf(id, MOST)
      .then((results) => asked === this.#asked && this.#show(results))
      .catch((error: unknown) => this.#log.error('The history of a test cannot be read', error));
  }

  copyText(): string | undefined {
    const lines = this.#rows.map(
      ({ at, outcome, durationMs, commit }) =>
        `${timeText(at)} ${outcome} ${durationMs === undefined ? '' : formatDuration(durationMs)} ${commit ?? ''}`,
    );
    return lines.length > 0 ? lines.join('\n') : undefined;
  }

  #show(results: readonly TestResult[]): void {
    this.#rows = results.map((result, number) => ({ ...result, number }));
    const bad = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length;
    this.upper.setTitle(results.length > 0 ? `History ${results.length} · ${bad} bad` : 'History');
    this.upper.setRows(this.#rows);
    const times = results.flatMap(({ durationMs }) => durationMs ?? []).slice(0, POINTS);
    const last = times[0];
    const title: StyledText = last === undefined ? 'time' : [{ text: `time ${formatDuration(last)}` }];
    this.lower.setSeries(times.length > 0 ? [{ title, style: 'accent', points: times.reverse() }] : []);
    this.#host.place();
  }
}

function createTable(tab: Tab): TableHandle<ResultRow> {
  return tab.grid.set(0, 0, 1, 1, widgets.table<ResultRow>(), {
    title: 'History',
    focusId: 'tests.details',
    id: ({ number }) => String(number),
    empty: 'No earlier result of this test is known.',
    columns: [
      { id: 'sign', title: '', width: 1, cell: ({ outcome }) => look(outcome, 'sign') },
      { id: 'outcome', title: 'STATUS', width: 7, cell: ({ outcome }) => look(outcome, 'word') },
      { id: 'at', title: 'WHEN', width: 16, cell: ({ at }) => timeText(at), compare: (a, b) => a.at - b.at },
      {
        id: 'time',
        title: 'TIME',
        width: 6,
        align: 'right',
        cell: ({ durationMs }) => (durationMs === undefined ? '' : formatDuration(durationMs)),
        compare: (a, b) => (a.durationMs ?? -1) - (b.durationMs ?? -1),
      },
      { id: 'commit', title: 'COMMIT', width: 'fill', cell: commitText },
    ],
  });
}

function look(outcome: string, part: 'sign' | 'word'): StyledText {
  const shown = recordedLook(outcome);
  return [{ text: shown[part], style: shown.style }];
}

function commitText({ commit, isDirty }: TestResult): StyledText {
  if (commit === undefined) return '';
  return [{ text: commit.slice(0, 8) }, { text: isDirty ? ' + changes' : '', style: 'muted' }];
}

/** `2026-11-23 11:05`, in the machine's time zone. */
function timeText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
