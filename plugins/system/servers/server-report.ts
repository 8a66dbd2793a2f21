import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault, ServerNext, ServerReload, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { isOnlyRunning } from './health/process-look.js';

/** A server as `devmgr server status --json` shows it. Fields are only ever added. */
export interface ServerReport {
  readonly name: string;
  readonly status: ServerState['status'];
  /** `unknown` when it does not run, has not been asked yet, or nobody asks it: only its process is looked at. */
  readonly health: 'unknown' | 'healthy' | 'unhealthy';
  readonly pid: number | null;
  readonly url: string | null;
  readonly uptimeMs: number | null;
  readonly restarts: number;
  readonly target: string;
  readonly kind?: ServerState['kind'];
  /** Of one that starts. */
  readonly phase?: 'waiting' | 'importing' | 'starting';
  /** The servers that it waits for. */
  readonly waitsFor?: readonly string[];
  /** A reload that is under way, or that failed: then the last good code still answers. */
  readonly reload?: ServerReload;
  /** The settings say something else of it by now, and only a restart applies that. */
  readonly settingsChanged?: true;
  /** Why it is unhealthy. */
  readonly reason?: string;
  readonly latencyMs?: number;
  readonly cpuPercent?: number;
  readonly rssBytes?: number;
  /** A job that is done: it ended by itself with code 0 at this time, in milliseconds since the epoch. */
  readonly completedAt?: number;
  readonly exit?: { readonly code?: number; readonly signal?: string; readonly error?: string };
  /** When it crashed; milliseconds since the epoch. */
  readonly crashedAt?: number;
  /** What was wrong, where that could be told. */
  readonly fault?: ServerFault;
  /** What comes after a crash without a person. */
  readonly next?: ServerNext;
  readonly lastLines?: readonly string[];
  /** The machine on which it runs, as ssh names it. */
  readonly ssh?: string;
  /** It goes on when the devmgr that started it ends. */
  readonly detached?: true;
  /** The pid of the devmgr that runs it, when it is another one. */
  readonly owner?: number;
  /** The devmgr that started it is gone. */
  readonly leftover?: true;
}

/** Makes the report of a state. `now`: milliseconds since the epoch. */
export function reportServer(state: ServerState, now: number): ServerReport {
  return { ...baseFacts(state), ...statusFacts(state, now), ...placeFacts(state) };
}

function baseFacts({ name, status, restarts, target, kind }: ServerState) {
  return { name, status, health: 'unknown', pid: null, url: null, uptimeMs: null, restarts, target, kind } as const;
}

function statusFacts(state: ServerState, now: number): Partial<ServerReport> {
  switch (state.status) {
    case 'stopped':
      return state.completedAt === undefined ? {} : { completedAt: state.completedAt };
    case 'starting':
      return startingFacts(state);
    case 'stopping':
      return { pid: state.pid ?? null };
    case 'crashed':
      return crashFacts(state);
    case 'running':
      return runningFacts(state, now);
  }
}

function placeFacts({ ssh, detached, owner, leftover }: ServerState): Partial<ServerReport> {
  return {
    ...(ssh !== undefined && { ssh }),
    ...(detached && { detached }),
    ...(owner !== undefined && { owner }),
    ...(leftover && { leftover }),
  };
}

function startingFacts({ pid, url, phase, waitsFor }: Extract<ServerState, { status: 'starting' }>) {
  const waits = phase === 'waiting' && { waitsFor };
  return { pid: pid ?? null, url: url === '' ? null : url, phase, ...waits };
}

function crashFacts({ exit, lastLines, at, fault, next }: Extract<ServerState, { status: 'crashed' }>) {
  return { exit: exitFacts(exit), crashedAt: at, ...(fault && { fault }), next, lastLines };
}

function runningFacts(state: Extract<ServerState, { status: 'running' }>, now: number) {
  const { pid, url, startedAt, health, metrics, reload, settingsChanged } = state;
  return {
    pid: pid ?? null,
    url: url === '' ? null : url,
    // The record of an owner that gives no answer may not say it.
    uptimeMs: startedAt === 0 ? null : Math.max(0, now - startedAt),
    health: isOnlyRunning(health) ? 'unknown' : health.kind,
    ...(reload && { reload }),
    ...(settingsChanged && { settingsChanged }),
    ...(health.kind === 'unhealthy' && { reason: health.reason }),
    ...(health.kind === 'healthy' && !isOnlyRunning(health) && { latencyMs: Math.round(health.latencyMs * 10) / 10 }),
    ...(metrics.cpuPercent !== undefined && { cpuPercent: Math.round(metrics.cpuPercent * 10) / 10 }),
    ...(metrics.rssBytes !== undefined && { rssBytes: metrics.rssBytes }),
  };
}

function exitFacts(exit: ProcessExit): NonNullable<ServerReport['exit']> {
  if (exit.kind === 'exited') return { code: exit.code };
  return exit.kind === 'signalled' ? { signal: exit.signal } : { error: exit.error.message };
}
