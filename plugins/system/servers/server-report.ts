import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** A server as `devmgr server status --json` shows it. Fields are only ever added. */
export interface ServerReport {
  readonly name: string;
  readonly status: ServerState['status'];
  /** `unknown` when it does not run or has not been asked yet. */
  readonly health: 'unknown' | 'healthy' | 'unhealthy';
  readonly pid: number | null;
  readonly url: string | null;
  readonly uptimeMs: number | null;
  readonly restarts: number;
  readonly target: string;
  /** Why it is unhealthy. */
  readonly reason?: string;
  readonly latencyMs?: number;
  readonly cpuPercent?: number;
  readonly rssBytes?: number;
  readonly exit?: { readonly code?: number; readonly signal?: string; readonly error?: string };
  readonly lastLines?: readonly string[];
  /** The pid of the devmgr that runs it, when it is another one. */
  readonly owner?: number;
  /** The devmgr that started it is gone. */
  readonly leftover?: true;
}

/** Makes the report of a state. `now`: milliseconds since the epoch. */
export function reportServer(state: ServerState, now: number): ServerReport {
  const { name, target, restarts } = state;
  const base = {
    name,
    status: state.status,
    health: 'unknown',
    pid: null,
    url: null,
    uptimeMs: null,
    restarts,
    target,
  } as const;
  switch (state.status) {
    case 'stopped':
      return base;
    case 'starting':
      return { ...base, pid: state.pid ?? null, url: state.url };
    case 'stopping':
      return { ...base, pid: state.pid ?? null };
    case 'crashed':
      return { ...base, exit: exitFacts(state.exit), lastLines: state.lastLines };
    case 'running':
      return { ...base, ...runningFacts(state, now) };
  }
}

function runningFacts(state: Extract<ServerState, { status: 'running' }>, now: number) {
  const { pid, url, startedAt, health, metrics } = state;
  return {
    pid,
    url,
    uptimeMs: Math.max(0, now - startedAt),
    health: health.kind,
    ...(health.kind === 'unhealthy' && { reason: health.reason }),
    ...(health.kind === 'healthy' && { latencyMs: Math.round(health.latencyMs * 10) / 10 }),
    ...(metrics.cpuPercent !== undefined && { cpuPercent: Math.round(metrics.cpuPercent * 10) / 10 }),
    ...(metrics.rssBytes !== undefined && { rssBytes: metrics.rssBytes }),
  };
}

function exitFacts(exit: ProcessExit): NonNullable<ServerReport['exit']> {
  if (exit.kind === 'exited') return { code: exit.code };
  return exit.kind === 'signalled' ? { signal: exit.signal } : { error: exit.error.message };
}
