import { expect, it } from 'vitest';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import { describedChoice } from '../../../../plugins/tests/watch/choose/described-choice.js';
import { TestFiles } from '../../../../plugins/tests/watch/choose/test-files.js';
import { withoutStopped } from '../../../../plugins/tests/watch/choose/without-stopped.js';
import { QuietRun } from '../../../../plugins/tests/watch/quiet-run.js';
import type { Choice } from '../../../../plugins/tests/watch/watch-model.js';
import { knownTest } from './support/known-book.js';

const ids = ['a/test_a.py::one', 'a/test_a.py::hangs', 'b/test_b.py::hangs'];
const tests = new TestFiles(
  ids.map((id) => knownTest(id)),
  () => true,
  true,
);
const known = new Set(ids);
const hangs = ids.filter((id) => id.endsWith('hangs'));

function left(choice: Partial<Choice>, stopped: readonly string[] = hangs) {
  const whole: Choice = { reason: 'affected', files: ['app.py'], options: {}, count: 3, gone: [], ...choice };
  const { count, options, leftOut } = withoutStopped(whole, stopped, { tests, known });
  return { count, options, leftOut };
}

it('a test that was stopped is left out of files, of single tests and of everything', () => {
  expect(left({})).toEqual({ count: 1, options: { except: hangs }, leftOut: hangs });
  expect(left({ options: { paths: ['a'] }, count: 2 })).toMatchObject({ count: 1, leftOut: [ids[1]] });
  const ofFile = { ids: ['a/test_a.py'] };
  expect(left({ options: ofFile, count: 2 })).toEqual({
    count: 1,
    options: { ...ofFile, except: [ids[1]] },
    leftOut: [ids[1]],
  });
});

it('it runs when its own file has changed, and nothing runs when nothing else is left', () => {
  expect(left({ files: ['b/test_b.py', 'app.py'] })).toMatchObject({ leftOut: [ids[1]] });
  const only = { options: { ids: ['b/test_b.py'] }, count: 1 };
  expect(left(only)).toEqual({ count: 0, options: undefined, leftOut: [ids[2]] });
  // What else its file has is not known.
  expect(left(only, ['b/test_b.py::other'])).toMatchObject({ count: 1, options: only.options });
});

it('says what the person has limited it to, and how many they are only where that is known', () => {
  const choice: Choice = { reason: 'affected', files: ['app.py'], options: {}, count: 3, gone: [] };
  const described = (asked: TestRunOptions, change: Partial<Choice> = {}, isComplete = true) => {
    const { count, within } = describedChoice({ ...choice, ...change }, asked, { tests, isComplete });
    return [count, within];
  };
  expect(described({})).toEqual([3, undefined]);
  expect(described({ paths: ['a', 'b', 'c'] })).toEqual([3, 'a, b and 1 more']);
  expect(described({ kind: 'unit', keyword: 'x' })).toEqual([undefined, 'the profile unit, -k "x"']);
  expect(described({ paths: [] }, {}, false)).toEqual([undefined, undefined]);
  expect(described({}, { files: ['a/test_a.py'] })).toEqual([undefined, undefined]);
  expect(described({}, { options: undefined, count: 0 }, false)).toEqual([0, undefined]);
});

it('a run for which a change waits is quiet after some seconds without a word', () => {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly call: () => void }>();
  const setTimeout = (call: () => void, ms: number) => {
    const timer = { at: now + ms, call };
    timers.add(timer);
    return { dispose: () => void timers.delete(timer) };
  };
  const pass = (ms: number) => {
    now += ms;
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.call();
  };
  const said: boolean[] = [];
  const clock = { now: () => now, setTimeout, setInterval: setTimeout };
  const run = new QuietRun(clock, (isQuiet) => said.push(isQuiet));
  pass(9_000);
  run.heard();
  run.wait(true);
  pass(4_000);
  run.heard();
  pass(1_000);
  expect(said).toEqual([]);
  pass(4_000);
  expect(said).toEqual([true]);
  run.heard();
  pass(5_000);
  expect(said).toEqual([true, false, true]);
  run.wait(false);
  run.heard();
  pass(60_000);
  expect([said.length, timers.size]).toEqual([3, 0]);
});
