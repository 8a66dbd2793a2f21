import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { RestartPolicy } from './definition/server-definition.js';
import { afterEnd } from './restart/restart-policy.js';
import type { ActionOf, Moment } from './server-action.js';
import { identity, type ServerRecord } from './server-record.js';

interface End extends Moment {
  readonly exit: ProcessExit;
  readonly fault: ServerFault | undefined;
  readonly lastLines: readonly string[];
  readonly policy: RestartPolicy;
}

/** The record after a run has ended: stopped as wanted, completed as a job does, or crashed with what comes next. */
export function afterExit(record: ServerRecord, action: ActionOf<'exited'>): ServerRecord {
  const { state, ending } = record;
  if (state.status === 'stopping') {
    if (ending?.by !== 'health') return stopped(record, killedAfter(record, action));
    return crashed(record, unhealthyEnd(action, ending.reason));
  }
  if (state.status !== 'starting' && state.status !== 'running') return record;
  if (action.awaitsChange) return awaiting(record, action);
  return isCompleted(state, action) ? completed(record, action.at) : crashed(record, action);
}

/** The record after an automatic start that could not even be tried: the port was taken meanwhile. */
export function afterFailedStart(record: ServerRecord, action: ActionOf<'start-failed'>): ServerRecord {
  const { error } = action;
  // It has not run: how long ago the last process was spawned says nothing.
  const unspawned = { ...record, spawnedTick: action.tick };
  return crashed(unspawned, { ...action, exit: { kind: 'not-started', error }, fault: undefined, lastLines: [] });
}

function crashed(record: ServerRecord, end: End): ServerRecord {
  const { exit, fault, lastLines, at, tick, policy } = end;
  const ranMs = tick - record.spawnedTick;
  const { history, next } = afterEnd(record.history, { tick, ranMs, at }, policy);
  const state: ServerState = {
    ...identity(record.state),
    status: 'crashed',
    exit,
    lastLines,
    at,
    next,
    ...(fault && { fault }),
  };
  return { ...record, state, history, ending: undefined, countsNext: true, process: 'none' };
}

/** Stopped by us because it was unwell, which is as bad as a crash whatever its policy says of exits. */
function unhealthyEnd(action: ActionOf<'exited'>, reason: string): End {
  const fault: ServerFault = { kind: 'exit', message: `unhealthy: ${reason}` };
  const { policy } = action;
  return { ...action, fault, policy: policy.when === 'no' ? { ...policy, when: 'on-failure' } : policy };
}

function awaiting(record: ServerRecord, { exit, fault, lastLines, at }: ActionOf<'exited'>): ServerRecord {
  const next = { kind: 'change' } as const;
  const known = identity(record.state);
  const state: ServerState = { ...known, status: 'crashed', exit, lastLines, at, next, ...(fault && { fault }) };
  return { ...record, state, countsNext: true, process: 'none' };
}

/** A command that ends with 0 has done its job; an application that serves has no reason to end. */
function isCompleted({ kind }: ServerState, { exit, policy }: ActionOf<'exited'>): boolean {
  return kind === 'command' && policy.when !== 'always' && exit.kind === 'exited' && exit.code === 0;
}

function completed(record: ServerRecord, at: number): ServerRecord {
  return { ...stopped(record, undefined), state: { ...identity(record.state), status: 'stopped', completedAt: at } };
}

function stopped(record: ServerRecord, killedAfterMs: number | undefined): ServerRecord {
  const known = identity(record.state);
  const state: ServerState = { ...known, status: 'stopped', ...(killedAfterMs !== undefined && { killedAfterMs }) };
  return { ...record, state, countsNext: false, ending: undefined, process: 'none' };
}

/** How long it was asked politely before it was ended by force; `undefined`: it went by itself. */
function killedAfter({ stopTick }: ServerRecord, { exit, tick }: ActionOf<'exited'>): number | undefined {
  if (stopTick === undefined || exit.kind !== 'signalled' || exit.signal !== 'SIGKILL') return undefined;
  return Math.max(0, tick - stopTick);
}
