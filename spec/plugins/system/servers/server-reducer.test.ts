import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { HealthRules } from '../../../../plugins/system/servers/health/health-progress.js';
import { NO_RESTART } from '../../../../plugins/system/servers/definition/default-definition.js';
import { appDefinition } from '../../../../plugins/system/servers/definition/app-definition.js';
import type { ServerAction } from '../../../../plugins/system/servers/server-action.js';
import { newServerRecord, type ServerRecord } from '../../../../plugins/system/servers/server-record.js';
import { reduceServer } from '../../../../plugins/system/servers/server-reducer.js';

const rules: HealthRules = { intervalMs: 2_000, failureThreshold: 3, successThreshold: 1, startupTimeoutMs: 30_000 };
const url = 'http://127.0.0.1:8000';
const crash = {
  type: 'exited',
  exit: { kind: 'exited', code: 3 },
  lastLines: ['boom'],
  at: 9,
  tick: 9,
  fault: undefined,
  awaitsChange: false,
  policy: NO_RESTART,
} as const;

type Step = ServerAction extends infer Action
  ? Action extends ServerAction
    ? Omit<Action, 'generation'> & { generation?: number }
    : never
  : never;

const known = { name: 'api', kind: 'app', target: 'main:app' } as const;
const start: Step = { type: 'start-requested', identity: known, url, waitsFor: [], isRetry: false };
const spawned: Step = { type: 'spawned', pid: 42, at: 1_000, tick: 0 };
const listening: Step = { type: 'listening' };
const up = [start, spawned, listening] as const;
const takesTests: Step = { type: 'takes-tests' };
const good: Step = { type: 'probed', outcome: { kind: 'good', latencyMs: 4, path: '/health' }, rules };
const bad: Step = {
  type: 'probed',
  outcome: { kind: 'bad', answered: true, reason: 'GET /health answered 503' },
  rules,
};
const refused: Step = { type: 'probed', outcome: { kind: 'bad', answered: false, reason: 'nothing listens' }, rules };
const stop: Step = { type: 'stop-requested', ending: { by: 'person' } };
const restart: Step = { type: 'stop-requested', ending: { by: 'restart' } };

function run(...steps: Step[]): ServerRecord {
  return steps.reduce<ServerRecord>(
    (record, step) => reduceServer(record, { generation: 1, ...step }),
    newServerRecord(
      appDefinition('/project', 'api', {
        target: 'main:app',
        searchPath: '/project',
        factory: false,
        source: 'main.py',
      }),
    ),
  );
}

const state = (...steps: Step[]): ServerState => run(...steps).state;

describe('reduceServer', () => {
  it('takes requests of tests from when it says so, until its next process listens', () => {
    expect(state(...up, good)).not.toHaveProperty('takesTests');
    expect(state(...up, good, takesTests)).toMatchObject({ takesTests: true });
    expect(state(...up, takesTests, good)).toMatchObject({ takesTests: true });
    expect(state(start, spawned, takesTests, listening, good)).not.toHaveProperty('takesTests');
    expect(state(...up, good, takesTests, { ...spawned, pid: 43 }, listening, good)).not.toHaveProperty('takesTests');
  });

  it('knows nothing of the health of a process that does not answer yet, and keeps that of one that has taken over', () => {
    const importing: Step = { type: 'reload', reload: { phase: 'importing', file: 'a.py', since: 1 } };
    const again = [...up, good, importing] as const;
    expect(state(...again, { ...spawned, pid: 43 })).toMatchObject({ pid: 43, health: { kind: 'unknown' } });
    const over: Step = { ...spawned, pid: 43, hasTakenOver: true };
    expect(state(...again, over, listening)).toMatchObject({ pid: 43, health: { kind: 'healthy' } });
    expect(state(...again, { ...spawned, pid: 43 }, listening, good)).toMatchObject({ health: { kind: 'healthy' } });
  });

  it('goes from stopped over starting to running and back', () => {
    expect(state()).toMatchObject({ status: 'stopped' });
    expect(state(start)).toMatchObject({ status: 'starting', pid: undefined, url });
    expect(state(start, spawned)).toMatchObject({ status: 'starting', pid: 42 });
    expect(state(...up, refused, refused, refused, refused)).toMatchObject({ status: 'starting' });
    expect(state(...up, good)).toMatchObject({
      status: 'running',
      startedAt: 1_000,
      health: { kind: 'healthy', latencyMs: 4 },
    });
    expect(state(...up, good, stop)).toMatchObject({ status: 'stopping', pid: 42 });
    expect(state(...up, good, stop, crash)).toEqual({
      name: 'api',
      kind: 'app',
      target: 'main:app',
      restarts: 0,
      status: 'stopped',
    });
  });

  it('runs, of unknown health, from the first answer on', () => {
    expect(state(...up, bad)).toMatchObject({ status: 'running', health: { kind: 'unknown' } });
    expect(state(...up, bad, bad, bad)).toMatchObject({
      health: { kind: 'unhealthy', reason: 'GET /health answered 503' },
    });
    expect(state(...up, good, refused, refused)).toMatchObject({ health: { kind: 'healthy' } });
    expect(state(...up, good, refused, refused, refused)).toMatchObject({
      health: { kind: 'unhealthy', reason: 'nothing listens' },
    });
    expect(state(...up, good, refused, refused, refused, good)).toMatchObject({ health: { kind: 'healthy' } });
  });

  it('calls a start-up that takes too long unhealthy', () => {
    const late: Step = { type: 'overdue', afterMs: 30_000 };
    expect(state(start, spawned, late)).toMatchObject({
      status: 'running',
      health: { kind: 'unhealthy', reason: 'start-up has not finished after 30 s' },
    });
    expect(state(start, spawned, late, listening, good)).toMatchObject({ health: { kind: 'healthy' } });
  });

  it('crashes from starting and from running, whatever the code', () => {
    expect(state(start, spawned, crash)).toMatchObject({ status: 'crashed', exit: { code: 3 }, lastLines: ['boom'] });
    expect(state(...up, good, { ...crash, exit: { kind: 'exited', code: 0 } })).toMatchObject({
      status: 'crashed',
    });
  });

  it('counts the starts that no person asked for', () => {
    const again = (isRetry: boolean) =>
      run(
        start,
        spawned,
        crash,
        { ...start, isRetry, generation: 2 },
        { ...spawned, generation: 2 },
        { ...listening, generation: 2 },
        { ...good, generation: 2 },
      );
    expect(again(true).state).toMatchObject({ restarts: 1, status: 'running' });
    expect(again(false).state).toMatchObject({ restarts: 0, status: 'running' });
    expect(
      run(...up, good, restart, crash, { ...start, generation: 2 }, { ...spawned, generation: 2 }).state.restarts,
    ).toBe(0);
    expect(
      run(start, { type: 'start-abandoned' }, { ...start, generation: 2 }, { ...spawned, generation: 2 }).state
        .restarts,
    ).toBe(0);
  });

  it('is asked only once its process listens', () => {
    expect(state(start, spawned, good)).toMatchObject({ status: 'starting' });
    expect(state(start, spawned, listening, good)).toMatchObject({ status: 'running' });
  });

  it('waits for others before there is a process', () => {
    const waits = (...waitsFor: string[]): Step => ({ type: 'waits', waitsFor });
    expect(state(start, waits('db', 'cache'))).toMatchObject({ phase: 'waiting', waitsFor: ['db', 'cache'] });
    expect(state(start, waits('db'), waits())).toMatchObject({ phase: 'starting', waitsFor: [] });
    expect(state(start, waits('db'), { type: 'overdue', afterMs: 1 })).toMatchObject({ status: 'starting' });
  });

  it('shows a reload, does not count silence while it goes on, and takes the new process', () => {
    const reload = (phase: 'changed' | 'draining'): Step => ({
      type: 'reload',
      reload: { phase, file: 'app/main.py', since: 5 },
    });
    const going = [...up, good, reload('changed'), reload('draining'), refused, refused, refused] as const;
    expect(state(...going)).toMatchObject({ health: { kind: 'healthy' }, reload: { phase: 'draining' } });
    const next: Step = { type: 'spawned', pid: 43, at: 2_000, tick: 1_000 };
    const done = state(...going, next, listening, { type: 'reload', reload: undefined }, good);
    expect(done).toMatchObject({ pid: 43, startedAt: 2_000, restarts: 0, health: { kind: 'healthy' } });
    expect(done.status === 'running' && done.reload).toBeUndefined();
    expect(state(...going, next, { type: 'overdue', afterMs: 30_000 })).toMatchObject({
      health: { kind: 'unhealthy', reason: 'start-up has not finished after 30 s' },
    });
  });

  it('keeps that it was ended by force, and after how long', () => {
    const killed = { ...crash, exit: { kind: 'signalled', signal: 'SIGKILL', forced: true }, tick: 1_100 } as const;
    expect(state(...up, good, { ...stop, tick: 100 }, killed)).toMatchObject({ killedAfterMs: 1_000 });
    expect(state(...up, good, { ...stop, tick: 100 }, { ...crash, tick: 200 })).not.toHaveProperty('killedAfterMs');
    expect(state(...up, good, { ...stop, tick: 100 }, killed, { ...start, generation: 2 })).not.toHaveProperty(
      'killedAfterMs',
    );
  });

  it('goes on by itself after a broken start whose code has changed', () => {
    const broken = { ...crash, awaitsChange: true };
    expect(state(start, spawned, broken)).toMatchObject({ status: 'crashed', next: { kind: 'change' } });
    expect(state(start, spawned, broken, spawned)).toMatchObject({ status: 'starting', restarts: 1 });
  });

  it('moves times of day with a clock that is set', () => {
    const moved: Step = { type: 'clock-set', byMs: -500 };
    expect(state(...up, good, moved)).toMatchObject({ startedAt: 500 });
    expect(state(start, spawned, crash, moved)).toMatchObject({ at: -491 });
  });

  it('drops what comes late', () => {
    const restarted = run(...up, good, stop, crash, { ...start, generation: 2 });
    for (const late of [
      spawned,
      good,
      bad,
      crash,
      { type: 'sampled', cpuPercent: 1, rssBytes: 1 },
      stop,
      { type: 'start-abandoned' },
    ] as Step[]) {
      expect(reduceServer(restarted, { generation: 1, ...late })).toBe(restarted);
    }
  });

  it('keeps at most sixty latencies and the samples', () => {
    const record = run(
      start,
      spawned,
      listening,
      ...Array.from({ length: 100 }, () => good),
      { type: 'sampled', cpuPercent: 2.5, rssBytes: 10_240_000 },
      good,
    );
    expect(record.state).toMatchObject({ metrics: { cpuPercent: 2.5, rssBytes: 10_240_000 } });
    expect(record.state.status === 'running' && record.state.metrics.latenciesMs.length).toBe(60);
  });

  it('is in one of the five states after any history, running only with a pid', () => {
    const step = fc.constantFrom<Step>(
      start,
      spawned,
      listening,
      good,
      bad,
      refused,
      restart,
      { type: 'overdue', afterMs: 30_000 },
      { type: 'reload', reload: undefined },
      crash,
      stop,
      restart,
      listening,
      { ...crash, awaitsChange: true },
      { ...crash, policy: { ...NO_RESTART, when: 'always' } },
      { type: 'phase', phase: 'importing' },
      { type: 'waits', waitsFor: ['db'] },
      { type: 'waits', waitsFor: [] },
      { type: 'overdue', afterMs: 30_000 },
      { type: 'reload', reload: { phase: 'changed', file: 'main.py', since: 1 } },
      { type: 'start-abandoned' },
      { type: 'sampled', cpuPercent: 1, rssBytes: 2 },
    );
    const dated = fc.record({ step, generation: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(dated, { maxLength: 40 }), (steps) => {
        const record = run(...steps.map(({ step: each, generation }) => ({ ...each, generation })));
        expect(['stopped', 'starting', 'running', 'stopping', 'crashed']).toContain(record.state.status);
        if (record.state.status === 'running') expect(record.state.pid).toBe(42);
      }),
    );
  });
});
