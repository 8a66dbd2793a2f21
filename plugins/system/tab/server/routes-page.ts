import { widgets, type StyledText, type Tab } from 'devmgr/plugin-api';
import { routeId, type ApiRoute } from '../../servers/openapi/api-route.js';
import type { RoutesState } from '../../servers/openapi/routes-state.js';
import type { SystemParts } from '../../system-parts.js';
import { routeColumns } from './route-columns.js';
import { routeLines } from './route-lines.js';
import type { ServerPage } from './server-page.js';
import { ShownRoutes } from './shown-routes.js';

export interface RoutesPage extends ServerPage<'routes' | 'route'> {
  selected(): ApiRoute | undefined;
  setFilter(words: string): void;
  /** Looks for the routes again. */
  look(): void;
}

const LOOKING = 'Looking for the routes…';

/** What can be asked of a server, from its OpenAPI document. `open` is called with a route on Enter and a double click. */
export function createRoutesPage({ api, context }: SystemParts, tab: Tab, open: (route: ApiRoute) => void): RoutesPage {
  const focusId = (name: string) => `${context.manifest.id}.${name}`;
  const table = tab.grid.set(1, 5, 1, 1, widgets.table<ApiRoute>(), {
    title: 'Routes',
    focusId: focusId('routes'),
    columns: routeColumns,
    id: routeId,
    searchText: (route) => [routeId(route), route.summary, ...route.tags].join(' '),
    empty: LOOKING,
  });
  const details = tab.grid.set(2, 5, 1, 1, widgets.text, { title: 'Route', wrap: true, focusId: focusId('route') });
  const show = () => {
    const { state } = shown;
    table.setTitle(title(state));
    table.setEmpty(emptyText(state));
    table.setRows(state.kind === 'known' ? state.description.routes : []);
  };
  const shown = tab.own(new ShownRoutes(api, show));
  tab.own(table.onDidActivate(open));
  tab.own(table.selected.onDidChange((route) => details.setLines(route ? routeLines(route) : [])));
  return {
    panes: { routes: table, route: details },
    focus: () => table.focus(),
    selected: () => table.selected.get(),
    setFilter: (words) => table.setFilter(words || undefined),
    look: () => shown.look(),
    refresh: (server) => shown.turnTo(server?.name),
  };
}

function title(state: RoutesState): StyledText {
  if (state.kind !== 'known') return 'Routes';
  const count = `Routes ${state.description.routes.length}  `;
  const { problem } = state;
  if (problem) return [{ text: count }, { text: `from before: ${problem.message}`, style: 'warning' }];
  return [{ text: count }, { text: `${state.description.title} ${state.description.version}`, style: 'muted' }];
}

function emptyText(state: RoutesState): StyledText {
  if (state.kind === 'known') return 'Its OpenAPI document has no routes';
  if (state.kind !== 'failed') return LOOKING;
  const { message, hint } = state.problem;
  return hint === undefined ? message : `${message}. ${hint}`;
}
