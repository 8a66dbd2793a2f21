import { Store } from 'devmgr/plugin-api';
import type { TestRun, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { describe, expect, it } from 'vitest';
import { isAskedFor, KnownFailures } from '../../../../plugins/codegen/verify/known-failures.js';
import type { Failure } from '../../../../plugins/codegen/verify/run/read-run.js';
import { noCounts } from '../../../../plugins/codegen/verify/run/run-tests.js';
import { stallMs, watchStall } from '../../../../plugins/codegen/verify/run/watch-stall.js';
import { startTestsPlugin } from '../../tests/support/tests-plugin.js';
import { verifyStage } from './support/verify-stage.js';

const options = { where: 'copy', signal: new AbortController().signal } as const;
const answer = [{ path: 'shop.py', text: 'PRICE = 2\n' }];

describe('a run that says nothing of the code', () => {
  it.each([
    ['no tests', { 'test_it.py': '' }, 'No tests were found.'],
    [
      'tests that are skipped',
      { 'test_it.py': 'import pytest\n@pytest.mark.skip\ndef test_it(): pass\n' },
      'The only test was skipped.',
    ],
    [
      'a wrong option',
      { 'test_it.py': 'def test_it(): pass', 'pytest.ini': '[pytest]\naddopts = --nonsense\n' },
      'pytest ended with exit code 4.',
    ],
    [
      'a pytest that is told to end',
      { 'test_it.py': 'import pytest\ndef test_it(): pytest.exit("enough")\n' },
      'pytest was interrupted.',
    ],
  ])('%s', async (_what, files, detail) => {
    await using stage = await verifyStage(files);
    const verification = await stage.verify(answer, options);
    expect(verification).toMatchObject({ verdict: 'unable', failures: [] });
    expect(verification.detail).toContain(detail);
  });

  it('no Python with pytest', async () => {
    await using stage = await verifyStage({ 'test_it.py': '' });
    await using without = await startTestsPlugin({ settings: { python: '/bin/false' } });
    const services = without.testing.context.services;
    const { createVerifyFiles } = await import('../../../../plugins/codegen/verify/create-verify-files.js');
    const verify = createVerifyFiles({ ...stage.plugin.testing.context, services });
    const verification = await verify(answer, options);
    await verify.dispose();
    expect(verification).toMatchObject({
      verdict: 'unable',
      detail: expect.stringContaining('No Python with pytest') as string,
    });
  });

  it('nothing but what fails without it too', async () => {
    await using stage = await verifyStage({ 'test_it.py': 'import nothing_of_this_name\n' });
    expect(await stage.verify(answer, options)).toMatchObject({
      ...{ verdict: 'unable', failures: [], failedBefore: ['test_it.py'] },
      detail:
        "test_it.py cannot be loaded without the change either: ModuleNotFoundError: No module named 'nothing_of_this_name'",
    });
  });
});

it('names the test in which the code kills pytest', async () => {
  await using stage = await verifyStage({
    'shop.py': '',
    'test_it.py': 'import shop\ndef test_it(): shop.price()\n',
  });
  const verification = await stage.verify(
    [{ path: 'shop.py', text: 'import os\ndef price(): os._exit(3)\n' }],
    options,
  );
  expect(verification).toMatchObject({ verdict: 'failed', detail: expect.stringContaining('exit code 3') as string });
  expect(verification.failures.map((failure) => failure.id)).toEqual(['test_it.py::test_it']);
});

it('runs the other files when one cannot be loaded', async () => {
  await using stage = await verifyStage({
    'test_old.py': 'import nothing_of_this_name\n',
    'test_shop.py': 'import shop\ndef test_price(): assert shop.PRICE == 2\n',
    'test_suite.py': 'def test_it(): pass\n',
  });
  const verification = await stage.verify([...answer, { path: 'conftest.py', text: '' }], options);
  expect(verification).toMatchObject({
    ...{ verdict: 'passed', failures: [], failedBefore: ['test_old.py'], counts: { passed: 2, errors: 1 } },
  });
});

/** A run whose tests the spec moves. */
function heldRun() {
  const test = { id: 't.py::test_it', outcome: 'running', sections: [] };
  const cases = new Map([[test.id, test]]) as unknown as TestRunState['cases'];
  const state = new Store({ ...{ status: 'running', counts: noCounts, cases } } as unknown as TestRunState);
  let cancelled = 0;
  const run: TestRun = {
    id: '1',
    state,
    done: new Promise(() => undefined),
    cancel: async () => void (cancelled += 1),
    inspect: () => Promise.reject(new Error('not looked at')),
    stopTest: () => Promise.reject(new Error('not stopped')),
  };
  return { run, tell: () => state.set({ ...state.get() }), cancelled: () => cancelled };
}

it('stops tests of which nothing comes, and names them', async () => {
  const clock = new FakeClock();
  const { run, tell, cancelled } = heldRun();
  const stall = watchStall(run, clock);
  clock.advance(stallMs - 1);
  tell();
  clock.advance(stallMs - 1);
  expect(cancelled()).toBe(0);
  clock.advance(1);
  expect(cancelled()).toBe(1);
  expect(await stall.end()).toMatchObject({
    ...{ detail: 'Stopped: nothing came of the tests for 10 minutes.', failures: [{ id: 't.py::test_it' }] },
  });
});

it('forgets the clock when the run ends in time', async () => {
  const clock = new FakeClock();
  const { run, cancelled } = heldRun();
  expect(await watchStall(run, clock).end()).toBeUndefined();
  clock.advance(2 * stallMs);
  expect(cancelled()).toBe(0);
});

const failure = (id: string, message = 'assert 1 == 2'): Failure => ({
  ...{ id, message, traceback: undefined, frames: [], sections: [] },
});

describe('what failed before', () => {
  it('is the same test with the same words, but for what changes in every run', async () => {
    const known = new KnownFailures();
    const runs: (readonly string[])[] = [];
    const now = [failure('a.py::x', '<A at 0x12> in /tmp/q1'), failure('a.py::y', 'new'), failure('b.py::z')];
    const before = (paths: readonly string[]) => {
      runs.push(paths);
      return Promise.resolve([failure('a.py::x', '<A at 0x7f> in /tmp/q2'), failure('a.py::y', 'old')]);
    };
    expect(await known.among(now, before)).toEqual([now[0]]);
    expect(await known.among(now, before)).toEqual([now[0]]);
    expect(runs).toEqual([['a.py', 'b.py']]);
    known.forget();
    expect(await known.among(now, () => Promise.resolve(undefined))).toEqual([]);
  });

  it.each([
    ['make the tests pass', true],
    ['Fix the failing tests in tests/unit.', true],
    ['why is test_shipping wrong? correct it', true],
    ['see test_pricing.py', true],
    ['add refunds with tests', false],
    ['Fix the rounding and add tests', false],
    ['the code must pass all tests', true],
    ['prices pass through the gateway', false],
  ])('does not count when it was asked for: %j', (prompt, isAsked) => {
    expect(isAskedFor(failure('tests/unit/test_pricing.py::test_shipping[5000-0]'), prompt)).toBe(isAsked);
  });
});
