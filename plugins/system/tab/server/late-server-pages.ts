import type { Tab, WidgetHandle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ApiRoute } from '../../servers/openapi/api-route.js';
import { selectedServer } from '../../commands/selected-server.js';
import type { SystemParts } from '../../system-parts.js';
import { createClientPage } from '../client/client-page.js';
import { ClientSession } from '../client/client-session.js';
import { createCallsPage, type CallsPage } from '../gateway/calls-page.js';
import type { SystemView } from '../system-view.js';
import { createEnvironmentPage } from './environment-page.js';
import { isGatewaySelected } from './is-gateway-selected.js';
import { createPageFilter } from './page-filter.js';
import type { ServerPageId } from './page-id.js';
import type { ServerPageShape, ServerPaneId } from './page-panes.js';
import { createRequestsPage, type RequestsPage } from './requests-page.js';
import { createRoutesPage } from './routes-page.js';
import type { ServerPage } from './server-page.js';

/** The pages of the selected server that the first frame does not show. */
export interface LateServerPages {
  readonly handles: Readonly<Partial<Record<ServerPaneId, WidgetHandle>>>;
  /** Shows what is so now, when one of them is shown. */
  refresh(server: ServerState | undefined): void;
  /** Gives the keys to the one that is shown. */
  focus(): void;
  shape(): Pick<ServerPageShape, 'hasFilter' | 'hasRequest' | 'hasBody' | 'factRows'>;
}

/** `place`: the panes need other heights, or others are shown. */
export function createLateServerPages(
  parts: SystemParts,
  view: SystemView,
  tab: Tab,
  place: () => void,
): LateServerPages {
  const made = makePages(parts, view, tab);
  const { session, pages, filter, requests, calls, client, environment, routes } = made;
  const tellSending = () => view.setSending(session.isSending(selectedServer(parts)?.name));
  tab.own(session.onDidChange(tellSending));
  for (const change of shapeChanges(made)) tab.own(change(place));
  view.attachPages(made);
  return {
    handles: {
      filter: filter.handle,
      ...requests.panes,
      ...calls.panes,
      ...routes.panes,
      ...client.panes,
      ...environment.panes,
    },
    refresh(server) {
      pages[view.page.get()]?.refresh(server);
      if (view.page.get() !== 'requests' || !isGatewaySelected(parts)) calls.hide();
      tellSending();
    },
    focus: () => pages[view.page.get()]?.focus(),
    shape: () => ({
      hasFilter: filter.isOpen.get(),
      hasRequest: (isGatewaySelected(parts) ? calls : requests).hasDetails.get(),
      hasBody: client.hasBody.get(),
      factRows: environment.factRows(),
    }),
  };
}

function makePages(parts: SystemParts, view: SystemView, tab: Tab) {
  const requests = createRequestsPage(parts, tab);
  const calls = createCallsPage(parts, tab);
  const environment = createEnvironmentPage(parts, view, tab);
  const isRunning = (name: string) =>
    parts.manager.all.get().some((server) => server.name === name && server.status === 'running');
  const session = tab.own(new ClientSession({ api: parts.api, clock: parts.context.clock, isRunning }));
  const send = () => void parts.context.commands.execute(`${parts.context.manifest.id}.send-request`);
  const client = createClientPage(parts, session, tab, send);
  const routes = createRoutesPage(parts, tab, (route) => void open(route));
  const open = async (route: ApiRoute) => {
    const { draftOfRoute } = await import('../client/client-draft.js');
    client.write(draftOfRoute(route));
    view.showPage('client');
    client.fillIn();
  };
  const asked = callsOrRequests(parts, calls, requests);
  const filter = createPageFilter(parts, view, tab, { requests: asked.setFilter, routes: routes.setFilter });
  const pages: Readonly<Partial<Record<ServerPageId, ServerPage>>> = { requests: asked, routes, client, environment };
  return { session, filter, pages, requests, calls, routes, client, environment };
}

/** Of the gateway its calls say more than its requests. */
function callsOrRequests(parts: SystemParts, calls: CallsPage, requests: RequestsPage) {
  const page = () => (isGatewaySelected(parts) ? calls : requests);
  return {
    panes: {},
    refresh: (server: ServerState | undefined) => page().refresh(server),
    focus: () => page().focus(),
    setFilter: (words: string) => page().setFilter(words),
  };
}

function shapeChanges({ requests, calls, filter, client }: ReturnType<typeof makePages>) {
  return [
    requests.hasDetails.onDidChange,
    calls.hasDetails.onDidChange,
    filter.isOpen.onDidChange,
    client.hasBody.onDidChange,
  ];
}
