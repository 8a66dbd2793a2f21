import type { StyledText, TableColumn, TextStyle } from 'devmgr/plugin-api';
import type { ServerRequest } from '../../servers/requests/server-request.js';
import { timeOfDay } from '../../time-of-day.js';
import { shortNumber } from './request-figures-text.js';

export interface RequestRow {
  /** In the log of requests: it never changes. */
  readonly number: number;
  readonly request: ServerRequest;
}

/** When, what was asked, what was answered and how long that took. */
export function requestColumns(): TableColumn<RequestRow>[] {
  return [
    { id: 'time', title: 'TIME', width: 8, cell: ({ request }) => [{ text: timeOfDay(request.at), style: 'muted' }] },
    { id: 'method', title: 'METHOD', width: 7, cell: ({ request }) => request.method },
    {
      id: 'path',
      title: 'PATH',
      width: 'fill',
      cut: 'middle',
      cell: ({ request }) => request.path,
      compare: (a, b) => (a.request.path < b.request.path ? -1 : Number(a.request.path > b.request.path)),
    },
    {
      id: 'status',
      title: 'ST',
      width: 3,
      cell: ({ request }) => statusText(request.status),
      compare: (a, b) => (a.request.status ?? 0) - (b.request.status ?? 0),
    },
    {
      id: 'ms',
      title: 'MS',
      width: 5,
      align: 'right',
      cell: ({ request }) => (request.durationMs === undefined ? '' : shortNumber(request.durationMs)),
      compare: (a, b) => (a.request.durationMs ?? -1) - (b.request.durationMs ?? -1),
    },
    {
      id: 'client',
      title: 'CLIENT',
      width: 21,
      minTableWidth: 90,
      cell: ({ request }) => [{ text: request.client ?? '', style: 'muted' }],
    },
    {
      id: 'test',
      title: 'TEST',
      width: 28,
      minTableWidth: 120,
      cut: 'start',
      cell: ({ request }) => request.test ?? '',
      compare: (a, b) =>
        (a.request.test ?? '') < (b.request.test ?? '') ? -1 : Number(a.request.test !== b.request.test),
    },
  ];
}

/** The style of an answer's status: what failed stands out. */
export function statusStyle(status: number | undefined): TextStyle {
  if (status === undefined || status >= 500) return 'error';
  if (status >= 400) return 'warning';
  return status >= 300 || status < 200 ? 'info' : 'success';
}

function statusText(status: number | undefined): StyledText {
  return [{ text: status === undefined ? '-' : String(status), style: statusStyle(status) }];
}
