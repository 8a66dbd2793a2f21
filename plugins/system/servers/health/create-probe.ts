import type { Clock, LineBuffer, Processes } from 'devmgr/plugin-api';
import { createCommandProbe } from './command-probe.js';
import type { ProbeSpec } from './health-spec.js';
import { HttpProbe } from './http-probe.js';
import { LogProbe } from './log-probe.js';
import type { Probe } from './probe.js';
import { createTcpProbe } from './tcp-probe.js';
import { PROCESS_LOOK } from './process-look.js';

export interface ProbeOptions {
  readonly spec: ProbeSpec;
  /** Where the server is reached, without a path; empty: it has none. */
  readonly url: string;
  /** Where it is reached from here. */
  readonly host: string;
  readonly port: number;
  /** Where a tunnel leads that begins at `host` and `port`, for people. */
  readonly tunnelTo?: string | undefined;
  readonly timeoutMs: number;
  /** Of commands. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Pick<Processes, 'spawn'>;
  /** Over all runs: lines count from when the probe is made, so make it before the run is started. */
  readonly output: LineBuffer;
  readonly clock: Clock;
}

/** The probe of one run of a server. Never throws: what is wrong with its specification is the reason that its looks give. */
export function createProbe(options: ProbeOptions): Probe {
  const { spec, url, timeoutMs, output, tunnelTo } = options;
  switch (spec.kind) {
    case 'auto':
      return url === '' ? createProcessProbe() : new HttpProbe({ url, path: undefined, timeoutMs, tunnelTo });
    case 'http':
      return new HttpProbe({ ...spec, url, timeoutMs, tunnelTo });
    case 'tcp':
      return createTcpProbe({
        host: spec.host ?? options.host,
        port: spec.port ?? options.port,
        tunnelTo: spec.host === undefined && spec.port === undefined ? tunnelTo : undefined,
        timeoutMs,
      });
    case 'command':
      return createCommandProbe({ ...options, command: spec.command });
    case 'log':
      return new LogProbe({ pattern: spec.pattern, output, fromLine: output.endLine });
    case 'process':
      return createProcessProbe();
  }
}

/** Whoever looks has a process that runs. */
function createProcessProbe(): Probe {
  return {
    look: () => Promise.resolve({ kind: 'good', latencyMs: 0, path: PROCESS_LOOK, unmeasured: true }),
    isOwnAccessLine: () => false,
    dispose: () => undefined,
  };
}
