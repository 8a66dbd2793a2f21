import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reduceWatch } from '../../../../plugins/tests/watch/reduce-watch.js';
import {
  newWatch,
  watchState,
  type Choice,
  type WatchedRun,
  type WatchEffect,
  type WatchEvent,
  type WatchModel,
  type WatchSettings,
} from '../../../../plugins/tests/watch/watch-model.js';

const queue: WatchSettings = { duringRun: 'queue', then: 'nothing' };

/** Gives events one after the other; a choice is answered with every file as a test of its own, unless it is to wait. */
class Machine {
  model: WatchModel = newWatch([]);
  readonly effects: WatchEffect[] = [];
  now = 1_000_000;

  constructor(settings: WatchSettings = queue) {
    this.give({ kind: 'started', settings, isRunOn: false });
  }

  give(event: WatchEvent): readonly WatchEffect[] {
    const step = reduceWatch(this.model, event);
    this.model = step.model;
    this.effects.push(...step.effects);
    return step.effects;
  }

  change(...files: string[]): readonly WatchEffect[] {
    this.now += 1000;
    return this.give({ kind: 'changed', files, at: this.now });
  }

  choose(choice: Partial<Choice> = {}): readonly WatchEffect[] {
    const { generation = 0, files = [], wish } = this.model.choosing ?? {};
    const reason = wish ? 'all' : 'affected';
    return this.give({
      kind: 'chosen',
      generation,
      choice: { reason, files, options: {}, count: 1, gone: [], ...choice },
    });
  }

  end(run: Partial<WatchedRun> = {}): readonly WatchEffect[] {
    this.now += 1000;
    const whole: WatchedRun = { end: 'ended', isGreen: true, bad: [], stopped: [], isGood: () => false, ...run };
    return this.give({ kind: 'run-ended', run: whole, at: this.now });
  }
}

const kinds = (effects: readonly WatchEffect[]) => effects.map(({ kind }) => kind);

it('a change is chosen for, run, and what it concerns is collected anew afterwards', () => {
  const machine = new Machine();
  expect(machine.change('app/a.py')).toEqual([{ kind: 'choose', generation: 1, files: ['app/a.py'], wish: undefined }]);
  expect(kinds(machine.choose())).toEqual(['run']);
  expect(watchState(machine.model)).toMatchObject({
    phase: 'running',
    files: ['app/a.py'],
    reason: 'affected',
    chosen: 1,
  });
  expect(kinds(machine.end())).toEqual(['collect']);
  expect(watchState(machine.model).phase).toBe('waiting');
});

it('queues what changes during a run, or cancels it and begins with both', () => {
  const queued = new Machine();
  queued.change('a.py');
  queued.choose();
  expect(queued.change('b.py')).toEqual([]);
  expect(watchState(queued.model)).toMatchObject({ phase: 'queued', files: ['b.py'] });
  expect(queued.end()).toMatchObject([{ kind: 'choose', files: ['b.py'] }]);

  const cancelled = new Machine({ ...queue, duringRun: 'cancel' });
  cancelled.change('a.py');
  cancelled.choose();
  expect(kinds(cancelled.change('b.py'))).toEqual(['cancel']);
  expect(cancelled.change('c.py')).toEqual([]);
  expect(cancelled.end({ end: 'stopped' })).toMatchObject([{ kind: 'choose', files: ['a.py', 'b.py', 'c.py'] }]);
});

it("never cancels a person's run", () => {
  const machine = new Machine({ ...queue, duringRun: 'cancel' });
  machine.give({ kind: 'run-began' });
  expect(machine.change('a.py')).toEqual([]);
  expect(machine.end()).toMatchObject([{ kind: 'choose', files: ['a.py'] }]);
});

it('a run that the person stopped is not begun again, and its files belong to the next', () => {
  const machine = new Machine();
  machine.change('a.py');
  machine.choose();
  expect(kinds(machine.end({ end: 'stopped' }))).toEqual(['collect']);
  expect(machine.change('b.py')).toMatchObject([{ kind: 'choose', files: ['b.py', 'a.py'] }]);
});

it('everything follows what passed, where that is wanted, and once', () => {
  const machine = new Machine({ ...queue, then: 'all' });
  machine.change('a.py');
  machine.choose();
  expect(machine.end()).toMatchObject([{ kind: 'choose', wish: { kind: 'all' } }]);
  machine.choose();
  expect(kinds(machine.end())).toEqual(['collect']);
  machine.change('a.py');
  machine.choose();
  expect(kinds(machine.end({ isGreen: false }))).toEqual(['collect']);
});

it.each([
  ['out.json', 2],
  ['gen.py', 4],
])('%s: what the tests write themselves starts no run for ever', (file, most) => {
  const machine = new Machine();
  machine.change('a.py');
  for (let run = 1; run < most; run++) {
    machine.choose();
    machine.change(file);
    expect(machine.end()).toMatchObject([{ kind: 'choose', files: [file] }]);
  }
  machine.choose();
  machine.change(file);
  expect(watchState(machine.model).problem).toContain(`${file}: the tests seem to write it`);
  expect(kinds(machine.end()).includes('choose')).toBe(false);
  // Told a moment after the end it is of the run as well; later it is a person.
  expect(machine.give({ kind: 'changed', files: [file], at: machine.now + 100 })).toEqual([]);
  expect(kinds(machine.change(file))).toEqual(['choose']);
});

it('pins what fails, until it passes or is gone', () => {
  const machine = new Machine();
  machine.change('a.py');
  machine.choose();
  machine.end({ isGreen: false, bad: ['t.py::one', 't.py::two', 'broken.py'] });
  machine.change('a.py');
  machine.choose({ gone: ['t.py::two'] });
  expect([...machine.model.pinned]).toEqual(['t.py::one', 'broken.py']);
  machine.end({ isGood: (id) => id === 't.py::one' });
  expect([...machine.model.pinned]).toEqual(['broken.py']);
  machine.give({ kind: 'unpinned', id: 'broken.py' });
  expect(machine.model.pinned.size).toBe(0);
});

it('what the person stopped is not pinned, and is remembered until it ends by itself', () => {
  const machine = new Machine();
  machine.change('a.py');
  machine.choose();
  machine.end({ isGreen: false, bad: ['t.py::one', 't.py::hangs'] });
  machine.change('a.py');
  machine.choose({ leftOut: ['t.py::other'] });
  expect(watchState(machine.model)).toMatchObject({ leftOut: 1, isQuiet: false });
  machine.change('b.py');
  machine.give({ kind: 'heard', isQuiet: true });
  expect(watchState(machine.model)).toMatchObject({ phase: 'queued', isQuiet: true });
  machine.end({ isGreen: false, bad: ['t.py::one'], stopped: ['t.py::hangs'] });
  expect([...machine.model.pinned]).toEqual(['t.py::one']);
  expect([...machine.model.stopped]).toEqual(['t.py::hangs']);
  expect(watchState(machine.model).isQuiet).toBe(false);
  machine.choose();
  machine.end({ isGood: (id) => id === 't.py::hangs' });
  expect(machine.model.stopped.size).toBe(0);
});

it('wrong syntax is said, and the file belongs to the next choice', () => {
  const machine = new Machine();
  machine.change('a.py');
  expect(kinds(machine.choose({ options: undefined, problem: 'a.py:1: no' }))).not.toContain('run');
  expect(watchState(machine.model)).toMatchObject({ phase: 'waiting', problem: 'a.py:1: no' });
  expect(machine.change('b.py')).toMatchObject([{ kind: 'choose', files: ['b.py', 'a.py'] }]);
});

const file = fc.constantFrom('a.py', 'b.py', 'tests/test_a.py', 'data.json', 'pytest.ini');
const happening = fc.oneof(
  fc.record({ do: fc.constant('change' as const), files: fc.array(file, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constantFrom('choose' as const, 'refuse' as const, 'foreign' as const, 'wish' as const) }),
  fc.record({ do: fc.constant('end' as const), stopped: fc.boolean(), green: fc.boolean() }),
);

it('whatever happens: one choice and one run at a time, and no change is lost', () => {
  const settings = fc.record<WatchSettings>({
    duringRun: fc.constantFrom('queue', 'cancel'),
    then: fc.constantFrom('nothing', 'all'),
  });
  fc.assert(
    fc.property(settings, fc.array(happening, { maxLength: 40 }), (given, happenings) => {
      const machine = new Machine(given);
      const open = new Set<string>();
      for (const each of happenings) {
        const { run, choosing } = machine.model;
        if (each.do === 'change') {
          for (const changed of each.files) open.add(changed);
          machine.change(...each.files);
        } else if (each.do === 'choose' && choosing) machine.choose();
        else if (each.do === 'refuse' && run?.choice) machine.give({ kind: 'run-refused', problem: 'no' });
        else if (each.do === 'foreign' && !run) machine.give({ kind: 'run-began' });
        else if (each.do === 'wish') machine.give({ kind: 'wished', wish: { kind: 'all' } });
        else if (each.do === 'end' && run) {
          const changedSince = new Set([...machine.model.pending, ...machine.model.untested]);
          machine.end({ end: each.stopped ? 'stopped' : 'ended', isGreen: each.green });
          if (!each.stopped) for (const done of run.choice?.files ?? []) if (!changedSince.has(done)) open.delete(done);
        }
        const { model } = machine;
        expect(model.run !== undefined && model.choosing !== undefined && model.run.choice !== undefined).toBe(false);
        const held = [model.pending, model.untested, model.choosing?.files, model.run?.choice?.files].flatMap(
          (x) => x ?? [],
        );
        for (const changed of open) expect(held).toContain(changed);
      }
    }),
    { numRuns: 300 },
  );
});
