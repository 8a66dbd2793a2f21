import {
  Emitter,
  widgets,
  type Event,
  type LogHandle,
  type LogSource,
  type SparklineHandle,
  type Tab,
  type TextHandle,
} from 'devmgr/plugin-api';
import { selectedServer } from '../commands/selected-server.js';
import { latencySummary } from '../servers/latency-summary.js';
import type { SystemParts } from '../system-parts.js';
import { factRows } from './fact-rows.js';
import { outputSource } from './output-source.js';
import { serverDetails } from './server-details.js';
import { detailsWidth } from './system-layout.js';

export interface DetailShape {
  /** Border included. */
  readonly infoRows: number;
  readonly hasLatency: boolean;
}

/** The panes of the selected server: facts, latency, output. */
export interface DetailPanes {
  readonly info: TextHandle;
  readonly sparkline: SparklineHandle;
  readonly log: LogHandle;
  refresh(): void;
  focus(): void;
  shape(): DetailShape;
  /** The panes need other heights. */
  readonly onDidChangeShape: Event<void>;
}

/** Lines of facts: at least those of a running server, so that nothing moves when it starts. */
const LEAST_INFO = 6;
const MOST_INFO = 14;
const EMPTY: LogSource = { first: 0, end: 0, lines: () => [] };

export function createDetailPanes(parts: SystemParts, tab: Tab): DetailPanes {
  const info = tab.grid.set(0, 1, 1, 1, widgets.text, { title: 'Server', wrap: true, focusable: false });
  const sparkline = tab.grid.set(1, 1, 1, 1, widgets.sparkline, { title: 'Latency' });
  const log = tab.grid.set(2, 1, 1, 1, widgets.log, {
    title: 'Output',
    focusId: 'system.log',
    empty: 'Nothing was written yet',
  });
  const shapeChanged = tab.own(new Emitter<void>());
  const output = followOutput(parts, tab, log);
  let shape: DetailShape = { infoRows: LEAST_INFO + 2, hasLatency: false };
  const refresh = () => {
    const server = selectedServer(parts);
    const lines = serverDetails(parts, server);
    info.setTitle(server?.name ?? 'Server');
    info.setLines(lines);
    const latencies = server?.status === 'running' ? server.metrics.latenciesMs : [];
    showLatency(sparkline, latencies);
    output.follow(server?.name);
    const next = {
      infoRows: Math.min(Math.max(factRows(lines, detailsWidth(tab), parts.context.text), LEAST_INFO), MOST_INFO) + 2,
      hasLatency: latencies.length > 0,
    };
    if (next.infoRows === shape.infoRows && next.hasLatency === shape.hasLatency) return;
    shape = next;
    shapeChanged.fire();
  };
  return {
    info,
    sparkline,
    log,
    refresh,
    focus: () => log.focus(),
    shape: () => shape,
    onDidChangeShape: shapeChanged.event,
  };
}

function showLatency(sparkline: SparklineHandle, points: readonly number[]): void {
  const summary = latencySummary(points);
  const number = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
  sparkline.setTitle(summary ? `Latency ms  p50 ${number(summary.p50)}  p95 ${number(summary.p95)}` : 'Latency');
  sparkline.setSeries([{ title: '', style: 'success', points }]);
}

/** Shows the output of the selected server's last process. */
function followOutput({ manager }: SystemParts, tab: Tab, log: LogHandle) {
  let shown: ReturnType<typeof manager.output> | 'nothing';
  let watch: { dispose(): void | Promise<void> } | undefined;
  tab.own({ dispose: () => watch?.dispose() });
  return {
    follow(name: string | undefined) {
      const output = name === undefined ? undefined : manager.output(name);
      if ((output ?? 'nothing') === shown) return;
      void watch?.dispose();
      shown = output ?? 'nothing';
      log.setSource(output ? outputSource(output) : EMPTY);
      log.follow(true);
      watch = output?.onDidAppend(() => log.changed());
    },
  };
}
