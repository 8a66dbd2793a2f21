import { Emitter, widgets, type Event, type LogHandle, type Tab } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import { factRows } from '../fact-rows.js';
import { serverDetails } from '../server-details.js';
import { detailsWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { chartCount, chartSeries, chartTitle } from './chart-series.js';
import type { MetricHistory } from './metric-history.js';
import type { ServerPage } from './server-page.js';

export interface OverviewPage extends ServerPage<'server-info' | 'charts'> {
  /** Rows of facts and charts, borders included. */
  shape(): { readonly infoRows: number; readonly chartRows: number };
  readonly onDidChangeShape: Event<void>;
}

/** Lines of facts: at least those of a running server, so that nothing moves when it starts. */
const LEAST_INFO = 6;
const MOST_INFO = 14;
const BORDER = 2;

/** What a server is, how it is and was, and the end of its output. */
export function createOverviewPage(
  parts: SystemParts,
  view: SystemView,
  tab: Tab,
  { history, log }: { readonly history: MetricHistory; readonly log: LogHandle },
): OverviewPage {
  const info = tab.grid.set(0, 3, 1, 1, widgets.text, { title: 'Server', wrap: true, focusable: false });
  const charts = tab.grid.set(1, 3, 1, 1, widgets.sparkline, { title: 'Latency' });
  const shapeChanged = tab.own(new Emitter<void>());
  let shape = { infoRows: LEAST_INFO + BORDER, chartRows: 0 };
  return {
    panes: { 'server-info': info, charts },
    focus: () => log.focus(),
    shape: () => shape,
    onDidChangeShape: shapeChanged.event,
    refresh(server) {
      const lines = serverDetails(parts, server);
      info.setTitle(server?.name ?? 'Server');
      info.setLines(lines);
      if (server) {
        const summary = parts.manager.requests(server.name)?.summary(parts.context.clock.now());
        charts.setTitle(chartTitle(server));
        charts.setSeries(chartSeries({ server, points: history.of(server.name), summary }));
      }
      const rows = factRows(lines, detailsWidth(tab, view.details.get()), parts.context.text);
      const infoRows = Math.min(Math.max(rows, LEAST_INFO), MOST_INFO) + BORDER;
      const chartRows = server ? chartCount(server) + BORDER : 0;
      if (infoRows === shape.infoRows && chartRows === shape.chartRows) return;
      shape = { infoRows, chartRows };
      shapeChanged.fire();
    },
  };
}
