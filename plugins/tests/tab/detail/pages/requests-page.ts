import {
  widgets,
  type PluginContext,
  type StyledText,
  type Tab,
  type TableHandle,
  type TextHandle,
  type TextStyle,
} from 'devmgr/plugin-api';
import { LogStore, type LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import type { TestRequest } from 'devmgr/plugin-api/contracts/test-runs';
import type { DetailPage, PageHost } from '../detail-page.js';
import type { DetailView } from '../detail-view.js';
import { TestLogEntries } from './test-log-entries.js';

interface RequestRow {
  readonly number: number;
  readonly request: TestRequest;
  /** Since the test has begun, in milliseconds. */
  readonly afterMs: number | undefined;
}

const SHOW_EVERY_MS = 200;

/** The requests that a test made, and what servers said because of them. */
export class RequestsPage implements DetailPage {
  readonly upper: TableHandle<RequestRow>;
  readonly lower: TextHandle;
  readonly #context: Pick<PluginContext, 'services' | 'clock'>;
  readonly #log: TestLogEntries;
  #view: DetailView | undefined;
  #isShown = false;
  #waits = false;

  constructor(tab: Tab, context: Pick<PluginContext, 'services' | 'clock' | 'log'>, host: PageHost) {
    this.#context = context;
    this.#log = new TestLogEntries(context, () => this.#showLog());
    this.upper = createTable(tab);
    this.lower = tab.grid.set(0, 0, 1, 1, widgets.text, {
      title: 'Server lines',
      focusId: 'tests.details',
      empty: 'No line of a server belongs to this test. Servers that devmgr starts mark their lines.',
    });
    context.services
      .require(LogStore)
      .then((store) => void host.own(store.onDidChange(({ changed }) => this.#logChanged(changed))))
      .catch((error: unknown) => context.log.error('The log cannot be followed', error));
  }

  parts(): readonly [number, number] {
    return [1, 1];
  }

  refresh(view: DetailView): void {
    this.#isShown = true;
    const before = this.#view?.test;
    this.#view = view;
    const id = view.subject?.kind === 'test' ? view.subject.id : undefined;
    this.#log.follow(id);
    this.#log.look();
    if (before !== view.test || !before) this.#showRequests();
    this.#showLog();
  }

  leave(): void {
    this.#isShown = false;
  }

  copyText(): string | undefined {
    const requests = (this.#view?.test?.requests ?? []).map(
      ({ method, url, status, durationMs }) => `${method} ${url} ${status ?? '-'} ${Math.round(durationMs)}ms`,
    );
    const lines = this.#log.entries.map(({ source, message }) => `${source}: ${message}`);
    return requests.length + lines.length > 0 ? [...requests, ...lines].join('\n') : undefined;
  }

  #logChanged(changed: number): void {
    this.#log.changedFrom(changed);
    if (!this.#isShown || this.#waits) return;
    this.#waits = true;
    this.#context.clock.setTimeout(() => {
      this.#waits = false;
      if (this.#isShown) this.#log.look();
    }, SHOW_EVERY_MS);
  }

  #showRequests(): void {
    const test = this.#view?.test;
    const rows = (test?.requests ?? []).map((request, number): RequestRow => {
      const afterMs = test?.startedAt === undefined ? undefined : request.at - test.startedAt;
      return { number, request, afterMs };
    });
    this.upper.setTitle(rows.length > 0 ? `Requests ${rows.length}` : 'Requests');
    this.upper.setRows(rows);
  }

  #showLog(): void {
    const { entries } = this.#log;
    this.lower.setTitle(entries.length > 0 ? `Server lines ${entries.length}` : 'Server lines');
    this.lower.setLines(entries.flatMap(entryLines));
  }
}

function createTable(tab: Tab): TableHandle<RequestRow> {
  return tab.grid.set(0, 0, 1, 1, widgets.table<RequestRow>(), {
    title: 'Requests',
    focusId: 'tests.details',
    id: ({ number }) => String(number),
    empty: 'It made no request through httpx, requests or TestClient.',
    columns: [
      { id: 'after', title: 'AFTER', width: 7, align: 'right', cell: ({ afterMs }) => afterText(afterMs) },
      { id: 'method', title: 'METHOD', width: 7, cell: ({ request }) => request.method },
      { id: 'url', title: 'URL', width: 'fill', cut: 'middle', cell: ({ request }) => request.url },
      { id: 'status', title: 'ST', width: 3, cell: ({ request }) => statusText(request.status) },
      {
        id: 'ms',
        title: 'MS',
        width: 6,
        align: 'right',
        cell: ({ request }) => String(Math.round(request.durationMs)),
      },
    ],
  });
}

function afterText(ms: number | undefined): StyledText {
  return ms === undefined ? '' : [{ text: `+${Math.max(0, Math.round(ms))}`, style: 'muted' }];
}

function statusText(status: number | undefined): StyledText {
  return [{ text: status === undefined ? '-' : String(status), style: statusStyle(status) }];
}

function statusStyle(status: number | undefined): TextStyle {
  if (status === undefined || status >= 500) return 'error';
  return status >= 400 ? 'warning' : 'success';
}

const LEVEL_STYLE = { debug: 'muted', info: 'default', warn: 'warning', error: 'error' } as const;

function entryLines({ source, level, message, at }: LogEntry): StyledText[] {
  const [head = '', ...rest] = message.split('\n');
  const time = new Date(at).toISOString().slice(11, 23);
  const first: StyledText = [
    { text: `${time} ${source} `, style: 'muted' },
    { text: head, style: LEVEL_STYLE[level] },
  ];
  return [first, ...rest.map((text): StyledText => [{ text: `  ${text}`, style: LEVEL_STYLE[level] }])];
}
