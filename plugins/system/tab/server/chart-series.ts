import type { SparklineHandle, StyledText, TextStyle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { latencySummary } from '../../servers/latency-summary.js';
import type { RequestSummary } from '../../servers/requests/request-log.js';
import { memoryText, percentText } from '../../servers/usage-text.js';
import type { MetricPoints } from './metric-history.js';
import { shortNumber } from './request-figures-text.js';

type ChartSeries = Parameters<SparklineHandle['setSeries']>[0];

export interface ChartSources {
  readonly server: ServerState;
  readonly points: MetricPoints;
  readonly summary: RequestSummary | undefined;
}

/** How many charts a server has: as many while it is stopped as while it runs, so that nothing moves. */
export function chartCount({ kind, ssh }: ServerState): number {
  return kind === 'url' || ssh !== undefined ? 2 : 4;
}

/** Latency and requests; of a process of this machine also processor and memory. */
export function chartSeries({ server, points, summary }: ChartSources): ChartSeries {
  const metrics = server.status === 'running' ? server.metrics : undefined;
  const cpu = metrics?.cpuPercent;
  const rss = metrics?.rssBytes;
  const usage = [
    line('cpu', cpu === undefined ? '' : percentText(cpu), 'info', points.cpu),
    line('memory', rss === undefined ? '' : memoryText(rss), 'accent', points.rss),
  ];
  const rate = summary && summary.total.count > 0 ? `${shortNumber(summary.perMinute)}/min` : '';
  return [
    line('health', metrics ? latencyText(metrics.latenciesMs) : '', 'success', metrics?.latenciesMs ?? []),
    line('requests', rate, 'warning', summary?.rate ?? []),
    ...(chartCount(server) === 4 ? usage : []),
  ];
}

/** What stands above the charts: the latency of the looks at the health. */
export function chartTitle(server: ServerState): string {
  const summary = server.status === 'running' ? latencySummary(server.metrics.latenciesMs) : undefined;
  return summary ? `Latency ms  p50 ${shortNumber(summary.p50)}  p95 ${shortNumber(summary.p95)}` : 'Latency';
}

function latencyText(points: readonly number[]): string {
  const last = points.at(-1);
  return last === undefined ? '' : `${shortNumber(last)}ms`;
}

/** The names stand in line, and so do the figures. */
function line(name: string, figure: string, style: TextStyle, points: readonly number[]): ChartSeries[number] {
  const title: StyledText = [{ text: name.padEnd(9), style: 'muted' }, { text: figure.padStart(7) }];
  return { title, style, points };
}
