import type { Clock, Disposable, ManagedProcess } from 'devmgr/plugin-api';
import type { HttpProbe } from './health/http-probe.js';
import { HealthMonitor } from './health/health-monitor.js';
import type { ProbeOutcome } from './health/probe-outcome.js';
import type { ServerPlace } from './server-place.js';

export interface ServerRunOptions {
  readonly place: ServerPlace;
  readonly process: ManagedProcess;
  readonly probe: HttpProbe;
  readonly clock: Clock;
  readonly firstLookMs: number;
  readonly onOutcome: (outcome: ProbeOutcome) => number;
}

/** One process of a server with the watch on its health. */
export class ServerRun implements Disposable {
  readonly process: ManagedProcess;
  readonly place: ServerPlace;
  readonly #monitor: HealthMonitor;

  constructor({ place, process, probe, clock, firstLookMs, onOutcome }: ServerRunOptions) {
    this.place = place;
    this.process = process;
    this.#monitor = new HealthMonitor({ clock, look: (signal) => probe.look(signal), onOutcome });
    this.#monitor.start(firstLookMs);
  }

  /** The last lines of output, oldest first. */
  lastLines(count: number): string[] {
    const { firstLine, endLine } = this.process.output;
    const first = Math.max(firstLine, endLine - count);
    return this.process.output.lines(first, endLine - first).map(({ text }) => text);
  }

  /** Ends the watch; the process is stopped by whoever asks for it. */
  dispose(): void {
    this.#monitor.dispose();
  }
}
