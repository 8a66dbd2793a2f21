import type { Tab, WidgetHandle } from 'devmgr/plugin-api';
import { selectedServer } from '../../commands/selected-server.js';
import type { SystemParts } from '../../system-parts.js';
import { detailsWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { isGatewaySelected } from './is-gateway-selected.js';
import type { LateServerPages } from './late-server-pages.js';
import type { MetricHistory } from './metric-history.js';
import { createOutputPane } from './output-pane.js';
import { createOverviewPage } from './overview-page.js';
import type { ServerPageShape, ServerPaneId } from './page-panes.js';
import { createPageSwitch } from './page-switch.js';

/** The fields of the client need this width to stand on one line. */
const ONE_LINE_FORM = 64;

/** Everything about the selected server, on pages that take turns. */
export interface ServerPages {
  handles(): Readonly<Partial<Record<ServerPaneId, WidgetHandle>>>;
  /** Shows what is so now, on the page that is shown. */
  refresh(): void;
  focus(): void;
  shape(): ServerPageShape;
  /** Those that are made later are there. */
  arrived(late: LateServerPages): void;
}

export interface ServerPagesOptions {
  readonly history: MetricHistory;
  /** The panes need other heights, or others are shown. */
  readonly place: () => void;
  /** Gives the keys to the page that is shown when it is made. */
  readonly focusLate: () => void;
}

const NOT_MADE = { hasFilter: false, hasRequest: false, hasBody: false, factRows: 3 };

/** Makes the pages that are made at first; `refresh` follows the servers. */
export function createServerPages(
  parts: SystemParts,
  view: SystemView,
  tab: Tab,
  { history, place, focusLate }: ServerPagesOptions,
): ServerPages {
  const line = createPageSwitch(view, tab);
  const { log, follow } = createOutputPane(parts, tab);
  const overview = createOverviewPage(parts, view, tab, { history, log });
  const first = { pages: line.handle, output: log, ...overview.panes };
  let late: LateServerPages | undefined;
  const handles = () => ({ ...first, ...late?.handles });
  const followFocus = followingFocus(handles, view, tab);
  const refresh = () => {
    const server = selectedServer(parts);
    follow(server?.name);
    line.refresh();
    if (view.page.get() === 'overview') overview.refresh(server);
    late?.refresh(server);
  };
  tab.own(overview.onDidChangeShape(place));
  tab.own(
    view.page.onDidChange(() => {
      refresh();
      place();
    }),
  );
  followFocus(first);
  return {
    handles,
    refresh,
    focus: () => (view.page.get() === 'overview' || view.page.get() === 'output' ? log.focus() : focusLate()),
    shape: () => ({
      page: view.page.get(),
      ...overview.shape(),
      hasCalls: isGatewaySelected(parts),
      formRows: detailsWidth(tab, view.details.get()) < ONE_LINE_FORM ? 4 : 3,
      ...(late?.shape() ?? NOT_MADE),
    }),
    arrived(pages) {
      late = pages;
      followFocus(pages.handles);
      refresh();
    },
  };
}

type Handles = ReturnType<ServerPages['handles']>;

function followingFocus(handles: () => Handles, view: SystemView, tab: Tab): (of: Handles) => void {
  const tell = () => view.setInside(Object.values(handles()).some(({ hasFocus }) => hasFocus.get()));
  return (of) => {
    for (const { hasFocus } of Object.values(of)) tab.own(hasFocus.onDidChange(tell));
  };
}
