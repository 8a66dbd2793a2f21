import type { ServerMetrics, ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Percent of a core and bytes, one point for every look, oldest first. NaN: it did not run, or was not measured. */
export interface MetricPoints {
  readonly cpu: readonly number[];
  readonly rss: readonly number[];
}

const KEPT = 150;
const NOTHING: MetricPoints = { cpu: [], rss: [] };

/** What processor and memory of the servers were while the tab was open. */
export class MetricHistory {
  readonly #points = new Map<string, MetricPoints>();

  /** Call it in equal steps of time. */
  take(servers: readonly ServerState[]): void {
    for (const server of servers) {
      const metrics = server.status === 'running' ? server.metrics : undefined;
      if (metrics || this.#points.has(server.name)) this.#add(server.name, metrics);
    }
  }

  of(name: string): MetricPoints {
    return this.#points.get(name) ?? NOTHING;
  }

  #add(name: string, metrics: ServerMetrics | undefined): void {
    const { cpu, rss } = this.of(name);
    const kept = (points: readonly number[], next: number | undefined) => [...points, next ?? NaN].slice(-KEPT);
    this.#points.set(name, { cpu: kept(cpu, metrics?.cpuPercent), rss: kept(rss, metrics?.rssBytes) });
  }
}
