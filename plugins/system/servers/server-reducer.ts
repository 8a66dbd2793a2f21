import { afterExit, afterFailedStart } from './after-exit.js';
import { advanceHealth, NO_PROGRESS, type HealthProgress } from './health/health-progress.js';
import { NO_HISTORY } from './restart/restart-policy.js';
import type { ActionOf, ServerAction } from './server-action.js';
import { identity, isActive, type ServerRecord } from './server-record.js';

const BYTES_SHOWN = 100 * 1024;

/** The next record. Pure; returns the same object when nothing changes. */
export function reduceServer(record: ServerRecord, action: ServerAction): ServerRecord {
  if (action.type === 'start-requested') return startRequested(record, action);
  if (action.generation !== record.generation) return record;
  switch (action.type) {
    case 'waits':
      return waits(record, action);
    case 'placed':
      return placed(record, action);
    case 'start-abandoned':
      return abandoned(record);
    case 'start-failed':
      return record.state.status === 'starting' ? afterFailedStart(record, action) : record;
    case 'spawned':
      return spawned(record, action);
    case 'phase':
      return phase(record, action);
    case 'listening':
      return listening(record, action);
    case 'takes-tests':
      return takesTests(record);
    case 'reload':
      return reloading(record, action);
    case 'probed':
      return probed(record, action);
    case 'overdue':
      return overdue(record, action);
    case 'sampled':
      return sampled(record, action);
    case 'clock-set':
      return clockSet(record, action.byMs);
    case 'settings':
      return settingsSeen(record, action);
    case 'stop-requested':
      return stopRequested(record, action);
    case 'exited':
      return afterExit(record, action);
  }
}

function startRequested(record: ServerRecord, action: ActionOf<'start-requested'>): ServerRecord {
  const { generation, identity: known, url, waitsFor, isRetry } = action;
  const { restarts } = record.state;
  const phase = waitsFor.length > 0 ? 'waiting' : 'starting';
  return {
    ...record,
    state: { ...known, restarts, status: 'starting', phase, waitsFor, pid: undefined, url },
    generation,
    url,
    process: 'none',
    takesTests: false,
    progress: NO_PROGRESS,
    ending: undefined,
    hasOtherSettings: false,
    // What a person starts counts for nothing.
    countsNext: isRetry && record.countsNext,
    history: isRetry ? record.history : NO_HISTORY,
  };
}

function waits(record: ServerRecord, { waitsFor }: ActionOf<'waits'>): ServerRecord {
  const { state } = record;
  if (state.status !== 'starting' || state.pid !== undefined) return record;
  if (state.waitsFor.join('\n') === waitsFor.join('\n')) return record;
  return { ...record, state: { ...state, waitsFor, phase: waitsFor.length > 0 ? 'waiting' : 'starting' } };
}

function placed(record: ServerRecord, { url }: ActionOf<'placed'>): ServerRecord {
  const { state } = record;
  if (state.status !== 'starting' || url === record.url) return record;
  return { ...record, url, state: { ...state, url } };
}

function abandoned(record: ServerRecord): ServerRecord {
  const { state } = record;
  if (!isActive(state)) return record;
  return { ...record, ending: undefined, countsNext: false, state: { ...identity(state), status: 'stopped' } };
}

/** The first process of a start, the next one of a reload, or a new try after a broken start whose code has changed. */
function spawned(record: ServerRecord, action: ActionOf<'spawned'>): ServerRecord {
  const { pid, at, tick } = action;
  const { state } = record;
  const next = { ...record, spawnedAt: at, spawnedTick: tick, process: 'spawned' as const };
  if (state.status === 'running') {
    const after = { ...next, state: { ...state, pid, startedAt: at } };
    return action.hasTakenOver ? after : unanswered(after, after.state);
  }
  const isAwaited = state.status === 'crashed' && state.next.kind === 'change';
  if (state.status !== 'starting' && !isAwaited) return record;
  const restarts = state.restarts + (record.countsNext ? 1 : 0);
  const known = { ...identity(state), restarts };
  const { url } = record;
  const shown = state.status === 'starting' ? state.phase : 'starting';
  const phase = shown === 'waiting' ? 'starting' : shown;
  const progress = isAwaited ? NO_PROGRESS : record.progress;
  return {
    ...next,
    countsNext: false,
    progress,
    state: { ...known, status: 'starting', phase, waitsFor: [], pid, url },
  };
}

/** The process that was healthy is gone, and the next one does not answer yet. */
function unanswered(record: ServerRecord, state: Extract<ServerRecord['state'], { status: 'running' }>): ServerRecord {
  const health = { kind: 'unknown' } as const;
  const metrics = { ...state.metrics, cpuPercent: undefined, rssBytes: undefined };
  const progress = { ...record.progress, health, failures: 0, successes: 0 };
  return { ...record, progress, state: { ...state, health, metrics } };
}

function phase(record: ServerRecord, action: ActionOf<'phase'>): ServerRecord {
  const { state } = record;
  if (state.status !== 'starting' || state.phase === action.phase) return record;
  return { ...record, state: { ...state, phase: action.phase, waitsFor: [] } };
}

function listening(record: ServerRecord, action: ActionOf<'listening'>): ServerRecord {
  const { state } = record;
  if (record.process !== 'spawned' || (state.status !== 'starting' && state.status !== 'running')) return record;
  // What somebody else runs has no start-up of ours: it is well or not from the first look on.
  if (state.kind === 'url' && state.status === 'starting') {
    return running({ ...record, process: 'listening' }, { ...record.progress, answered: true });
  }
  return { ...record, process: 'listening', takesTests: action.takesTests === true };
}

function takesTests(record: ServerRecord): ServerRecord {
  const { state } = record;
  if (record.process !== 'listening' || record.takesTests) return record;
  return {
    ...record,
    takesTests: true,
    ...(state.status === 'running' && { state: { ...state, takesTests: true } }),
  };
}

function reloading(record: ServerRecord, { reload }: ActionOf<'reload'>): ServerRecord {
  return record.state.status === 'running' ? { ...record, state: { ...record.state, reload } } : record;
}

function probed(record: ServerRecord, { outcome, rules }: ActionOf<'probed'>): ServerRecord {
  const { state } = record;
  if (record.process !== 'listening' || (state.status !== 'starting' && state.status !== 'running')) return record;
  // The old process has gone and the new one is on its way: to be silent then is no failure.
  const isReloading = state.status === 'running' && state.reload !== undefined && state.reload.phase !== 'broken';
  if (isReloading && outcome.kind === 'bad') return record;
  const progress = advanceHealth(record.progress, outcome, rules);
  if (!progress.answered && progress.health.kind === 'unknown') return { ...record, progress };
  return running(record, progress);
}

/** A server that hangs in its start-up is running and unhealthy, not starting for ever. */
function overdue(record: ServerRecord, { afterMs }: ActionOf<'overdue'>): ServerRecord {
  const { state, progress } = record;
  const hangs = state.status === 'running' ? record.process === 'spawned' : record.process !== 'none';
  if (!hangs) return record;
  const reason = `start-up has not finished after ${Math.round(afterMs / 1000)} s`;
  return running(record, { ...progress, health: { kind: 'unhealthy', reason } });
}

function running(record: ServerRecord, progress: HealthProgress): ServerRecord {
  const { state, url } = record;
  if (state.status !== 'starting' && state.status !== 'running') return record;
  const metrics = state.status === 'running' ? state.metrics : { cpuPercent: undefined, rssBytes: undefined };
  return {
    ...record,
    progress,
    state: {
      ...identity(state),
      status: 'running',
      pid: state.pid,
      startedAt: record.spawnedAt,
      url,
      health: progress.health,
      metrics: { ...metrics, latenciesMs: progress.latenciesMs },
      ...(state.status === 'running' && state.reload && { reload: state.reload }),
      ...(record.hasOtherSettings && { settingsChanged: true }),
      ...(record.takesTests && { takesTests: true }),
    },
  };
}

/** Rounded to what is shown: a server at rest changes nothing. */
function sampled(record: ServerRecord, action: ActionOf<'sampled'>): ServerRecord {
  const { state } = record;
  if (state.status !== 'running') return record;
  const cpuPercent = Math.round(action.cpuPercent * 10) / 10;
  const rssBytes = Math.round(action.rssBytes / BYTES_SHOWN) * BYTES_SHOWN;
  if (state.metrics.cpuPercent === cpuPercent && state.metrics.rssBytes === rssBytes) return record;
  return { ...record, state: { ...state, metrics: { ...state.metrics, cpuPercent, rssBytes } } };
}

/** What is told in hours and minutes stays as long ago as it was. */
function clockSet(record: ServerRecord, byMs: number): ServerRecord {
  const { state } = record;
  const moved = { ...record, spawnedAt: record.spawnedAt + byMs };
  if (state.status === 'running') return { ...moved, state: { ...state, startedAt: state.startedAt + byMs } };
  if (state.status !== 'crashed') return moved;
  const next = state.next.kind === 'retry' ? { ...state.next, at: state.next.at + byMs } : state.next;
  return { ...moved, state: { ...state, at: state.at + byMs, next } };
}

function settingsSeen(record: ServerRecord, { isPending }: ActionOf<'settings'>): ServerRecord {
  if (isPending === record.hasOtherSettings) return record;
  const next = { ...record, hasOtherSettings: isPending };
  if (record.state.status !== 'running') return next;
  const { settingsChanged: _, ...state } = record.state;
  return { ...next, state: isPending ? { ...state, settingsChanged: true } : state };
}

function stopRequested(record: ServerRecord, { ending, tick }: ActionOf<'stop-requested'>): ServerRecord {
  const { state } = record;
  if (!isActive(state)) return record;
  // Whoever stops what is being restarted wants it stopped.
  if (state.status === 'stopping') return ending.by === 'person' ? { ...record, ending } : record;
  const pid = 'pid' in state ? state.pid : undefined;
  return { ...record, ending, stopTick: tick, state: { ...identity(state), status: 'stopping', pid } };
}
