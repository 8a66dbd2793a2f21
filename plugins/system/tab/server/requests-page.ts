import { Store, widgets, type ReadonlyStore, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { RequestLog } from '../../servers/requests/request-log.js';
import type { ServerRequest } from '../../servers/requests/server-request.js';
import type { SystemParts } from '../../system-parts.js';
import { requestColumns, type RequestRow } from './request-columns.js';
import { requestFiguresText } from './request-figures-text.js';
import { requestLines } from './request-lines.js';
import type { ServerPage } from './server-page.js';
import { throttled } from './throttled.js';

export interface RequestsPage extends ServerPage<'requests' | 'request'> {
  readonly selected: () => ServerRequest | undefined;
  /** Whether the selected request is shown in full below the list. */
  readonly hasDetails: ReadonlyStore<boolean>;
  setFilter(words: string): void;
}

/** A table that is filled anew more often than this nobody reads. */
const REFRESH_MS = 150;

/** The last requests, newest first. */
export function createRequestsPage({ manager, context }: SystemParts, tab: Tab): RequestsPage {
  const table = tab.grid.set(1, 4, 1, 1, widgets.table<RequestRow>(), {
    title: 'Requests',
    focusId: `${context.manifest.id}.requests`,
    columns: requestColumns(),
    id: ({ number }) => String(number),
    searchText: ({ request }) => searchText(request),
    empty: 'No request yet',
  });
  const details = tab.grid.set(2, 4, 1, 1, widgets.text, {
    title: 'Request',
    wrap: true,
    focusId: `${context.manifest.id}.request`,
  });
  const hasDetails = tab.own(new Store(false));
  let shown: RequestLog | undefined;
  let watch: { dispose(): void | Promise<void> } | undefined;
  const fill = () => {
    table.setTitle(title(shown, context.clock.now()));
    table.setRows(shown ? rowsOf(shown) : []);
  };
  const filling = tab.own(throttled(context.clock, REFRESH_MS, fill));
  tab.own({ dispose: () => watch?.dispose() });
  tab.own(table.selected.onDidChange((row) => showRequest(details, row?.request)));
  tab.own(table.onDidActivate(() => hasDetails.update((shows) => !shows)));
  return {
    panes: { requests: table, request: details },
    focus: () => table.focus(),
    selected: () => table.selected.get()?.request,
    hasDetails,
    setFilter: (words) => table.setFilter(words || undefined),
    refresh(server) {
      const log = server ? manager.requests(server.name) : undefined;
      if (log === shown) return filling.ask();
      void watch?.dispose();
      shown = log;
      watch = log?.onDidChange(() => filling.ask());
      fill();
    },
  };
}

function rowsOf(log: RequestLog): RequestRow[] {
  const requests = log.requests(log.first, log.end - log.first);
  return requests.map((request, index) => ({ number: log.first + index, request })).reverse();
}

function title(log: RequestLog | undefined, now: number) {
  if (!log || log.end === 0) return 'Requests';
  const figures = requestFiguresText(log.summary(now));
  return [{ text: `Requests ${log.end}  ` }, ...(typeof figures === 'string' ? [{ text: figures }] : figures)];
}

function searchText({ method, path, status, error, route, test }: ServerRequest): string {
  return [method, path, String(status ?? ''), route ?? '', error ?? '', test ?? ''].join(' ');
}

function showRequest(details: TextHandle, request: ServerRequest | undefined): void {
  details.setLines(request ? requestLines(request) : []);
}
