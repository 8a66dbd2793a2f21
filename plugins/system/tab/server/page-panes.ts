import type { ServerPageId } from './page-id.js';

export type ServerPaneId =
  | 'pages'
  | 'server-info'
  | 'charts'
  | 'output'
  | 'filter'
  | 'requests'
  | 'request'
  | 'calls'
  | 'call'
  | 'routes'
  | 'route'
  | 'client-form'
  | 'client-fields'
  | 'client-body'
  | 'client-answer'
  | 'environment-facts'
  | 'environment';

/** What decides which panes a page of a server has. Rows count borders. */
export interface ServerPageShape {
  readonly page: ServerPageId;
  readonly infoRows: number;
  readonly chartRows: number;
  /** The line in which words for the list are typed. */
  readonly hasFilter: boolean;
  /** Calls through the gateway take the place of requests. */
  readonly hasCalls: boolean;
  /** The selected request or call, in full. */
  readonly hasRequest: boolean;
  /** The pane in which the body of a request is written. */
  readonly hasBody: boolean;
  readonly formRows: number;
  readonly factRows: number;
}

export interface PaneRows {
  readonly id: ServerPaneId;
  readonly rows: number;
}

const LINE = 1;
const REQUEST_ROWS = 9;
const ROUTE_ROWS = 5;
/** What must be left below facts: of output, of variables. */
const LEAST_BELOW = 5;

/** Panes of a page from the top, filling `height` cells. Pure. */
export function pagePanes(shape: ServerPageShape, height: number): readonly PaneRows[] {
  const room = Math.max(0, height - LINE);
  return [{ id: 'pages', rows: Math.min(LINE, height) }, ...below(shape, room)];
}

function below(shape: ServerPageShape, room: number): PaneRows[] {
  const filter = shape.hasFilter ? LINE : 0;
  switch (shape.page) {
    case 'overview':
      return overview(shape, room);
    case 'requests': {
      const details = shape.hasRequest ? Math.min(REQUEST_ROWS, (room - filter) >> 1) : 0;
      const [list, one] = shape.hasCalls ? (['calls', 'call'] as const) : (['requests', 'request'] as const);
      return stacked(room, [{ id: 'filter', rows: filter }], list, [{ id: one, rows: details }]);
    }
    case 'routes': {
      const details = Math.min(ROUTE_ROWS, (room - filter) >> 1);
      return stacked(room, [{ id: 'filter', rows: filter }], 'routes', [{ id: 'route', rows: details }]);
    }
    case 'client':
      return client(shape, room);
    case 'environment': {
      const facts = Math.max(0, Math.min(shape.factRows, room - LEAST_BELOW));
      return stacked(room, [{ id: 'environment-facts', rows: facts }], 'environment', []);
    }
    case 'output':
      return [{ id: 'output', rows: room }];
  }
}

/** Charts give way before facts, and both before the output. */
function overview({ infoRows, chartRows }: ServerPageShape, room: number): PaneRows[] {
  const info = Math.max(Math.min(infoRows, room - LEAST_BELOW), Math.min(infoRows, room, 3));
  const charts = room - info - chartRows >= LEAST_BELOW ? chartRows : 0;
  return stacked(
    room,
    [
      { id: 'server-info', rows: info },
      { id: 'charts', rows: charts },
    ],
    'output',
    [],
  );
}

/** The answer gets what is left, at least a third. */
function client({ formRows, hasBody }: ServerPageShape, room: number): PaneRows[] {
  const form = Math.min(formRows, room);
  const parts = Math.floor(((room - form) * 2) / 3);
  const fields = Math.min(6, parts >> 1);
  const body = hasBody ? Math.min(12, parts - fields) : 0;
  return stacked(
    room,
    [
      { id: 'client-form', rows: form },
      { id: 'client-fields', rows: fields },
      { id: 'client-body', rows: body },
    ],
    'client-answer',
    [],
  );
}

/** One pane takes what the others leave. */
function stacked(
  room: number,
  above: readonly PaneRows[],
  filling: ServerPaneId,
  under: readonly PaneRows[],
): PaneRows[] {
  const used = [...above, ...under].reduce((sum, { rows }) => sum + rows, 0);
  return [...above, { id: filling, rows: Math.max(0, room - used) }, ...under];
}
