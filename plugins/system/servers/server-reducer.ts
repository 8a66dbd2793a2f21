import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerIdentity, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { advanceHealth, NO_PROGRESS, type HealthProgress, type HealthRules } from './health/health-progress.js';
import type { ProbeOutcome } from './health/probe-outcome.js';
import type { ServerRecord } from './server-record.js';

/** What happened to a server. All but `start-requested` are dropped when their generation is not the present one. */
export type ServerAction = { readonly generation: number } & (
  | { readonly type: 'start-requested'; readonly target: string; readonly url: string }
  | { readonly type: 'start-abandoned' }
  | { readonly type: 'spawned'; readonly pid: number | undefined; readonly at: number }
  | { readonly type: 'probed'; readonly outcome: ProbeOutcome; readonly rules: HealthRules; readonly at: number }
  | { readonly type: 'sampled'; readonly cpuPercent: number; readonly rssBytes: number }
  | { readonly type: 'stop-requested' }
  | { readonly type: 'exited'; readonly exit: ProcessExit; readonly lastLines: readonly string[]; readonly at: number }
);

type Action<Type extends ServerAction['type']> = Extract<ServerAction, { type: Type }>;

/** The next record. Pure; returns the same object when nothing changes. */
export function reduceServer(record: ServerRecord, action: ServerAction): ServerRecord {
  if (action.type === 'start-requested') return startRequested(record, action);
  if (action.generation !== record.generation) return record;
  switch (action.type) {
    case 'start-abandoned':
      return record.state.status === 'starting' || record.state.status === 'stopping'
        ? withState(record, { ...identity(record.state), status: 'stopped' })
        : record;
    case 'spawned':
      return spawned(record, action);
    case 'probed':
      return probed(record, action);
    case 'sampled':
      return sampled(record, action);
    case 'stop-requested':
      return stopRequested(record);
    case 'exited':
      return exited(record, action);
  }
}

function startRequested(record: ServerRecord, { generation, target, url }: Action<'start-requested'>): ServerRecord {
  const state: ServerState = { ...identity(record.state), target, status: 'starting', pid: undefined, url };
  return { ...record, state, generation, url, progress: NO_PROGRESS };
}

function spawned(record: ServerRecord, { pid, at }: Action<'spawned'>): ServerRecord {
  if (record.state.status !== 'starting') return record;
  const restarts = record.spawns;
  return { ...record, spawns: record.spawns + 1, spawnedAt: at, state: { ...record.state, restarts, pid } };
}

function probed(record: ServerRecord, { outcome, rules, at }: Action<'probed'>): ServerRecord {
  const { state } = record;
  if (state.status !== 'starting' && state.status !== 'running') return record;
  const progress = overdue(advanceHealth(record.progress, outcome, rules), at - record.spawnedAt, rules);
  const { pid } = state;
  if ((!progress.answered && progress.health.kind === 'unknown') || pid === undefined) return { ...record, progress };
  const metrics = state.status === 'running' ? state.metrics : { cpuPercent: undefined, rssBytes: undefined };
  return {
    ...record,
    progress,
    state: {
      ...identity(state),
      status: 'running',
      pid,
      startedAt: record.spawnedAt,
      url: record.url,
      health: progress.health,
      metrics: { ...metrics, latenciesMs: progress.latenciesMs },
    },
  };
}

/** A server that hangs in its start-up is running and unhealthy, not starting for ever. */
function overdue(progress: HealthProgress, ageMs: number, rules: HealthRules): HealthProgress {
  if (progress.answered || ageMs < rules.startupTimeoutMs) return progress;
  const reason = `start-up has not finished after ${Math.round(rules.startupTimeoutMs / 1000)} s`;
  return { ...progress, health: { kind: 'unhealthy', reason } };
}

function sampled(record: ServerRecord, { cpuPercent, rssBytes }: Action<'sampled'>): ServerRecord {
  if (record.state.status !== 'running') return record;
  const metrics = { ...record.state.metrics, cpuPercent, rssBytes };
  return withState(record, { ...record.state, metrics });
}

function stopRequested(record: ServerRecord): ServerRecord {
  const { state } = record;
  if (state.status !== 'starting' && state.status !== 'running') return record;
  return withState(record, { ...identity(state), status: 'stopping', pid: state.pid });
}

function exited(record: ServerRecord, { exit, lastLines, at }: Action<'exited'>): ServerRecord {
  const known = identity(record.state);
  if (record.state.status === 'stopping') return withState(record, { ...known, status: 'stopped' });
  if (record.state.status !== 'starting' && record.state.status !== 'running') return record;
  return withState(record, { ...known, status: 'crashed', exit, lastLines, at });
}

function withState(record: ServerRecord, state: ServerState): ServerRecord {
  return { ...record, state };
}

function identity({ name, target, restarts }: ServerState): ServerIdentity {
  return { name, target, restarts };
}
