import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { PhaseEvent, PytestEvent } from '../../../../plugins/tests/pytest/protocol.js';
import { endRun } from '../../../../plugins/tests/results/end-run.js';
import { reduceEvents } from '../../../../plugins/tests/results/reduce-events.js';
import { newRun, type RunModel } from '../../../../plugins/tests/results/run-model.js';

const root = '/project';
const phase = (id: string, when: string, outcome: string, more: Partial<PhaseEvent> = {}): PhaseEvent => ({
  event: 'phase',
  id,
  when,
  outcome,
  duration: 0.5,
  wasxfail: false,
  subtest: false,
  message: undefined,
  traceback: undefined,
  frames: [],
  sections: [],
  worker: undefined,
  ...more,
});

function reduce(events: readonly PytestEvent[], from: RunModel = newRun('1', 1000)): RunModel {
  return reduceEvents(
    from,
    events.map((event, index) => ({ at: 2000 + index, event })),
    root,
  );
}

const outcomeOf = (model: RunModel, id = 'a') => model.state.cases.get(id)?.outcome;

describe('one test', () => {
  const cases: [string, PhaseEvent[], string][] = [
    [
      'passes',
      [phase('a', 'setup', 'passed'), phase('a', 'call', 'passed'), phase('a', 'teardown', 'passed')],
      'passed',
    ],
    [
      'fails',
      [phase('a', 'setup', 'passed'), phase('a', 'call', 'failed'), phase('a', 'teardown', 'passed')],
      'failed',
    ],
    ['fails in set-up', [phase('a', 'setup', 'failed'), phase('a', 'teardown', 'passed')], 'error'],
    [
      'passes, then fails in tear-down',
      [phase('a', 'setup', 'passed'), phase('a', 'call', 'passed'), phase('a', 'teardown', 'failed')],
      'error',
    ],
    [
      'fails, then fails in tear-down',
      [phase('a', 'setup', 'passed'), phase('a', 'call', 'failed'), phase('a', 'teardown', 'failed')],
      'error',
    ],
    ['skips', [phase('a', 'setup', 'skipped'), phase('a', 'teardown', 'passed')], 'skipped'],
    [
      'skips in the call',
      [phase('a', 'setup', 'passed'), phase('a', 'call', 'skipped'), phase('a', 'teardown', 'passed')],
      'skipped',
    ],
    [
      'fails as expected',
      [
        phase('a', 'setup', 'passed'),
        phase('a', 'call', 'skipped', { wasxfail: true }),
        phase('a', 'teardown', 'passed'),
      ],
      'xfailed',
    ],
    [
      'passes unexpectedly',
      [
        phase('a', 'setup', 'passed'),
        phase('a', 'call', 'passed', { wasxfail: true }),
        phase('a', 'teardown', 'passed'),
      ],
      'xpassed',
    ],
    ['loses its worker', [phase('a', '???', 'failed')], 'failed'],
    [
      'is tried again',
      [
        phase('a', 'setup', 'passed'),
        phase('a', 'call', 'rerun', { message: 'x' }),
        phase('a', 'setup', 'passed'),
        phase('a', 'call', 'passed'),
        phase('a', 'teardown', 'passed'),
      ],
      'passed',
    ],
    ['is only set up', [phase('a', 'setup', 'passed'), phase('a', 'teardown', 'passed')], 'queued'],
    [
      'has a failed subtest',
      [
        phase('a', 'setup', 'passed'),
        phase('a', 'call', 'failed', { subtest: true }),
        phase('a', 'call', 'passed'),
        phase('a', 'teardown', 'passed'),
      ],
      'failed',
    ],
  ];
  it.each(cases)('%s', (_what, phases, outcome) => {
    const model = reduce([{ event: 'start', id: 'a' }, ...phases]);
    expect(outcomeOf(model)).toBe(outcome);
    expect(model.active.size).toBe(0);
  });

  it('is running between its start and its first outcome, and active until its tear-down has ended', () => {
    const started = reduce([{ event: 'start', id: 'a' }, phase('a', 'setup', 'passed')]);
    expect(outcomeOf(started)).toBe('running');
    expect(started.state.cases.get('a')?.startedAt).toBe(2000);
    const called = reduce([phase('a', 'call', 'passed')], started);
    expect(outcomeOf(called)).toBe('passed');
    expect([...called.active]).toEqual(['a']);
  });

  it('adds up durations, sections and tracebacks; the worse phase gives message and frames', () => {
    const model = reduce([
      { event: 'start', id: 'a' },
      phase('a', 'setup', 'passed', { sections: [['Captured stdout setup', '1']] }),
      phase('a', 'call', 'failed', {
        message: 'first',
        traceback: 'T1',
        frames: [
          ['/project/app/x.py', 3, 'f'],
          ['/usr/lib/y.py', 4, 'g'],
          ['rel.py', 5, 'h'],
        ],
      }),
      phase('a', 'teardown', 'failed', {
        message: 'second',
        traceback: 'T2',
        sections: [['Captured stdout teardown', '2']],
      }),
    ]);
    expect(model.state.cases.get('a')).toMatchObject({
      durationMs: 1500,
      message: 'second',
      traceback: 'T1\n\nin teardown:\n\nT2',
      sections: [
        { title: 'Captured stdout setup', text: '1' },
        { title: 'Captured stdout teardown', text: '2' },
      ],
    });
    expect(model.state.counts).toMatchObject({ failed: 1, errors: 1 });
    const failed = reduce([
      phase('a', 'call', 'failed', {
        frames: [
          ['/project/app/x.py', 3, 'f'],
          ['/usr/lib/y.py', 4, 'g'],
          ['rel.py', 5, 'h'],
        ],
      }),
    ]);
    expect(failed.state.cases.get('a')?.frames.map((frame) => frame.path)).toEqual([
      'app/x.py',
      '/usr/lib/y.py',
      'rel.py',
    ]);
  });
});

it('of several items with one id the worst counts, whichever comes last', () => {
  const start: PytestEvent = { event: 'start', id: 'a', worker: undefined };
  const item = (outcome: string, more: Partial<PhaseEvent> = {}): PytestEvent[] => [
    start,
    phase('a', 'setup', 'passed'),
    phase('a', 'call', outcome, more),
    phase('a', 'teardown', 'passed'),
  ];
  const failed = item('failed', { message: 'assert 0', traceback: 'E assert 0' });
  const told = { outcome: 'failed', message: 'assert 0', traceback: 'E assert 0', phase: undefined };
  for (const events of [
    [...failed, ...item('passed')],
    [...item('passed'), ...failed],
  ]) {
    const { state, active } = reduce(events);
    expect(state.cases.get('a')).toMatchObject(told);
    expect(state.counts).toMatchObject({ failed: 1, passed: 1 });
    expect(active.size).toBe(0);
  }
  // The second begins, on another worker, before the first is torn down.
  const [, setup, call, tearDown] = failed as [PytestEvent, PytestEvent, PytestEvent, PytestEvent];
  const overlapping = reduce([start, setup, call, start, setup, tearDown, phase('a', 'call', 'passed'), tearDown]);
  expect(overlapping.state.cases.get('a')).toMatchObject(told);
});

describe('a run', () => {
  it('knows its total, describes tests that were collected by ids first, and keeps their order', () => {
    const model = reduce([
      { event: 'hello', schema: 1, python: '3', pytest: '8', rootdir: '/project/backend', workers: 2 },
      {
        event: 'collected',
        tests: [
          { id: 't.py::a', file: undefined, line: undefined, markers: undefined },
          { id: 't.py::b', file: undefined, line: undefined, markers: undefined },
        ],
      },
      { event: 'start', id: 't.py::b' },
      { event: 'collected', tests: [{ id: 't.py::b', file: 't.py', line: 7, markers: ['slow'] }] },
      { event: 'deselected', count: 3 },
    ]);
    expect(model.state).toMatchObject({ total: 2, workers: 2, status: 'running', counts: { deselected: 3 } });
    expect([...model.state.cases.keys()]).toEqual(['t.py::a', 't.py::b']);
    expect(model.state.cases.get('t.py::b')).toMatchObject({
      file: 'backend/t.py',
      line: 7,
      markers: ['slow'],
      outcome: 'running',
    });
  });

  it('does not change the model it began with', () => {
    const before = reduce([{ event: 'start', id: 'a' }]);
    const snapshot = structuredClone({ ...before.state, cases: [...before.state.cases] });
    reduce([phase('a', 'call', 'failed'), { event: 'start', id: 'b' }, { event: 'end', status: 0 }], before);
    expect({ ...before.state, cases: [...before.state.cases] }).toEqual(snapshot);
  });

  it('is the same however its events are cut into frames, and nothing runs after its end', () => {
    const ids = fc.constantFrom('a', 'b', 'c');
    const events = fc.array(
      fc.oneof(
        ids.map((id): PytestEvent => ({ event: 'start', id })),
        fc
          .tuple(
            ids,
            fc.constantFrom('setup', 'call', 'teardown', '???'),
            fc.constantFrom('passed', 'failed', 'skipped', 'rerun', 'odd'),
            fc.boolean(),
          )
          .map(([id, when, outcome, wasxfail]): PytestEvent => phase(id, when, outcome, { wasxfail })),
        fc.nat(9).map((count): PytestEvent => ({ event: 'deselected', count })),
      ),
    );
    fc.assert(
      fc.property(events, fc.nat(20), fc.boolean(), (all, cut, cancelled) => {
        const timed = all.map((event) => ({ at: 5, event }));
        const whole = reduceEvents(newRun('1', 0), timed, root);
        const parts = reduceEvents(reduceEvents(newRun('1', 0), timed.slice(0, cut), root), timed.slice(cut), root);
        expect(parts).toEqual(whole);
        const ended = endRun(whole, { exit: { kind: 'exited', code: 1 }, cancelled, lastLines: [], at: 9 });
        expect([...ended.state.cases.values()].filter((test) => test.outcome === 'running')).toEqual([]);
        expect(ended.state.status).toBe('finished');
        expect(ended.state.end?.kind).toBe(cancelled ? 'cancelled' : 'crashed');
      }),
    );
  });
});

describe('the end of a run', () => {
  const exit = (model: RunModel, code: number): TestRunState =>
    endRun(model, { exit: { kind: 'exited', code }, cancelled: false, lastLines: ['x'], at: 3000 }).state;
  const hello: PytestEvent = { event: 'hello', schema: 1, python: '3', pytest: '8', rootdir: root, workers: 0 };

  it.each([
    [
      'said to be the end',
      [hello, { event: 'end', status: 5 }],
      5,
      { kind: 'finished', exitCode: 5, lastLines: ['x'] },
    ],
    ['usage error before the greeting', [], 4, { kind: 'finished', exitCode: 4, lastLines: ['x'] }],
    ['only help', [], 0, { kind: 'finished', exitCode: 0 }],
    ['no greeting', [], 1, { kind: 'crashed', detail: 'pytest did not start: exit code 1', lastLines: ['x'] }],
    [
      'exit without a word',
      [hello],
      0,
      { kind: 'crashed', detail: 'pytest ended (exit code 0) while collecting', lastLines: ['x'] },
    ],
  ] as [string, PytestEvent[], number, object][])('%s', (_what, events, code, end) => {
    expect(exit(reduce(events), code).end).toEqual(end);
  });

  it('counts from the start to the end of the process', () => {
    expect(exit(reduce([hello, { event: 'end', status: 0 }]), 0).durationMs).toBe(2000);
  });
});

it('a call that was seen to pass before that is told is counted once', () => {
  const begun = reduce([{ event: 'start', id: 'a' }]);
  const seen = reduce([{ event: 'now', id: 'a', phase: 'teardown', passed: true }], begun);
  expect([outcomeOf(seen), seen.state.counts.passed]).toEqual(['passed', 1]);
  const again = reduce([{ event: 'now', id: 'a', phase: 'teardown', passed: true }], seen);
  const told = reduce([phase('a', 'setup', 'passed'), phase('a', 'call', 'passed')], again);
  expect([outcomeOf(told), told.state.counts.passed, told.state.cases.get('a')?.phase]).toEqual([
    'passed',
    1,
    'teardown',
  ]);
  const over = reduce([phase('a', 'teardown', 'failed')], told);
  expect([outcomeOf(over), over.state.counts]).toMatchObject(['error', { passed: 1, errors: 1 }]);
});
