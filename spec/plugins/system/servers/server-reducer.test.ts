import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { HealthRules } from '../../../../plugins/system/servers/health/health-progress.js';
import { newServerRecord, type ServerRecord } from '../../../../plugins/system/servers/server-record.js';
import { reduceServer, type ServerAction } from '../../../../plugins/system/servers/server-reducer.js';

const rules: HealthRules = { intervalMs: 2_000, failureThreshold: 3, successThreshold: 1, startupTimeoutMs: 30_000 };
const url = 'http://127.0.0.1:8000';
const crash = { type: 'exited', exit: { kind: 'exited', code: 3 }, lastLines: ['boom'], at: 9 } as const;

type Step = ServerAction extends infer Action
  ? Action extends ServerAction
    ? Omit<Action, 'generation'> & { generation?: number }
    : never
  : never;

const start: Step = { type: 'start-requested', target: 'main:app', url };
const spawned: Step = { type: 'spawned', pid: 42, at: 1_000 };
const good: Step = { type: 'probed', outcome: { kind: 'good', latencyMs: 4, path: '/health' }, rules, at: 1_500 };
const bad: Step = {
  type: 'probed',
  outcome: { kind: 'bad', answered: true, reason: 'GET /health answered 503' },
  rules,
  at: 1_600,
};
const refused: Step = {
  type: 'probed',
  outcome: { kind: 'bad', answered: false, reason: 'nothing listens' },
  rules,
  at: 1_600,
};

function run(...steps: Step[]): ServerRecord {
  return steps.reduce<ServerRecord>(
    (record, step) => reduceServer(record, { generation: 1, ...step }),
    newServerRecord('api', 'main:app'),
  );
}

const state = (...steps: Step[]): ServerState => run(...steps).state;

describe('reduceServer', () => {
  it('goes from stopped over starting to running and back', () => {
    expect(state()).toMatchObject({ status: 'stopped' });
    expect(state(start)).toMatchObject({ status: 'starting', pid: undefined, url });
    expect(state(start, spawned)).toMatchObject({ status: 'starting', pid: 42 });
    expect(state(start, spawned, refused, refused, refused, refused)).toMatchObject({ status: 'starting' });
    expect(state(start, spawned, good)).toMatchObject({
      status: 'running',
      startedAt: 1_000,
      health: { kind: 'healthy', latencyMs: 4 },
    });
    expect(state(start, spawned, good, { type: 'stop-requested' })).toMatchObject({ status: 'stopping', pid: 42 });
    expect(state(start, spawned, good, { type: 'stop-requested' }, crash)).toEqual({
      name: 'api',
      target: 'main:app',
      restarts: 0,
      status: 'stopped',
    });
  });

  it('runs, of unknown health, from the first answer on', () => {
    expect(state(start, spawned, bad)).toMatchObject({ status: 'running', health: { kind: 'unknown' } });
    expect(state(start, spawned, bad, bad, bad)).toMatchObject({
      health: { kind: 'unhealthy', reason: 'GET /health answered 503' },
    });
    expect(state(start, spawned, good, refused, refused)).toMatchObject({ health: { kind: 'healthy' } });
    expect(state(start, spawned, good, refused, refused, refused)).toMatchObject({
      health: { kind: 'unhealthy', reason: 'nothing listens' },
    });
    expect(state(start, spawned, good, refused, refused, refused, good)).toMatchObject({ health: { kind: 'healthy' } });
  });

  it('calls a start-up that takes too long unhealthy', () => {
    const late = { ...refused, at: 31_000 } as Step;
    expect(state(start, spawned, late)).toMatchObject({
      status: 'running',
      health: { kind: 'unhealthy', reason: 'start-up has not finished after 30 s' },
    });
    expect(state(start, spawned, late, good)).toMatchObject({ health: { kind: 'healthy' } });
  });

  it('crashes from starting and from running, whatever the code', () => {
    expect(state(start, spawned, crash)).toMatchObject({ status: 'crashed', exit: { code: 3 }, lastLines: ['boom'] });
    expect(state(start, spawned, good, { ...crash, exit: { kind: 'exited', code: 0 } })).toMatchObject({
      status: 'crashed',
    });
  });

  it('counts the starts beyond the first', () => {
    const again = run(
      start,
      spawned,
      crash,
      { ...start, generation: 2 },
      { ...spawned, generation: 2 },
      { ...good, generation: 2 },
    );
    expect(again.state).toMatchObject({ restarts: 1, status: 'running' });
    expect(
      run(start, { type: 'start-abandoned' }, { ...start, generation: 2 }, { ...spawned, generation: 2 }).state
        .restarts,
    ).toBe(0);
  });

  it('drops what comes late', () => {
    const restarted = run(start, spawned, good, { type: 'stop-requested' }, crash, { ...start, generation: 2 });
    for (const late of [
      spawned,
      good,
      bad,
      crash,
      { type: 'sampled', cpuPercent: 1, rssBytes: 1 },
      { type: 'stop-requested' },
      { type: 'start-abandoned' },
    ] as Step[]) {
      expect(reduceServer(restarted, { generation: 1, ...late })).toBe(restarted);
    }
  });

  it('keeps at most sixty latencies and the samples', () => {
    const record = run(
      start,
      spawned,
      ...Array.from({ length: 100 }, () => good),
      { type: 'sampled', cpuPercent: 2.5, rssBytes: 10 },
      good,
    );
    expect(record.state).toMatchObject({ metrics: { cpuPercent: 2.5, rssBytes: 10 } });
    expect(record.state.status === 'running' && record.state.metrics.latenciesMs.length).toBe(60);
  });

  it('is in one of the five states after any history, running only with a pid', () => {
    const step = fc.constantFrom<Step>(
      start,
      spawned,
      good,
      bad,
      refused,
      crash,
      { type: 'stop-requested' },
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
