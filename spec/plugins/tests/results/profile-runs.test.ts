import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunDocument } from '../../../../plugins/tests/cli/run-document.js';
import { startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

const files = {
  'app/__init__.py': '',
  'app/prices.py': 'def total(a, b):\n    if a > 100:\n        return 0\n    return a + b\n',
  'app/unused.py': 'x = 1\ny = 2\n',
  'tests/fast/test_a.py': `import os
from app.prices import total
def test_total(): assert total(1, 2) == 3
def test_stage(): assert os.environ['STAGE'] == 'ci' and os.environ['SIDE'] == 'two words'
`,
  'tests/test_z.py':
    'import pytest, time\ndef test_ok(): time.sleep(0.01)\n@pytest.mark.slow\ndef test_bad(): assert {"a": [1], "b": 2} == {"a": [1], "b": 3}\n',
  'pytest.ini': '[pytest]\nmarkers = slow: takes long\npythonpath = .\n',
};
const profiles = {
  fast: { paths: ['tests/fast'], env: { STAGE: 'ci', SIDE: 'one' }, coverage: true, description: 'what is fast' },
  slow: { markers: 'slow' },
  wrong: { workers: 'many' },
};

let plugin: TestsPlugin;
beforeAll(async () => {
  plugin = await startTestsPlugin({ files, settings: { profiles } });
});
afterAll(() => plugin[Symbol.asyncDispose]());

it('a profile chooses tests, gives variables and measures coverage without a report of its own', async () => {
  const result = await plugin.testing.runWord('test', {
    json: true,
    flags: { kind: 'fast', env: ['SIDE=two words'], verbosity: 2 },
  });
  const document = JSON.parse(result.stdout) as RunDocument;
  expect(document.tests.map(({ id, outcome }) => `${outcome} ${id}`)).toEqual([
    'passed tests/fast/test_a.py::test_total',
    'passed tests/fast/test_a.py::test_stage',
  ]);
  expect(document).toMatchObject({
    profile: 'fast',
    coverage: {
      files: [
        { path: 'app/__init__.py', statements: 0, covered: 0, missing: [] },
        { path: 'app/prices.py', statements: 4, covered: 3, missing: [3] },
        { path: 'app/unused.py', statements: 2, covered: 0, missing: [1, 2] },
      ],
      percent: 50,
    },
  });
  expect(result.stderr).toContain('tests.profiles.wrong.workers must be a number from 0 to 999, or "auto"');
  expect(plugin.output.join('\n')).not.toContain('coverage:');
});

it('failed tests come first, and the first failure ends the run', async () => {
  const before = await plugin.run({ kind: 'slow' });
  expect([...before.cases.keys()]).toEqual(['tests/test_z.py::test_bad']);
  expect(before.isWhole).toBe(false);
  const state = await plugin.run({ failedFirst: true, failFast: true });
  expect([...state.cases.values()].map(({ outcome }) => outcome)).toEqual(['failed', 'queued', 'queued', 'queued']);
  expect([...state.cases.keys()][0]).toBe('tests/test_z.py::test_bad');
});

it('exact tests are run whatever the profile chooses; what is in no profile is not', async () => {
  const state = await plugin.run({ kind: 'fast', ids: ['tests/test_z.py::test_ok'], coverage: false });
  expect([...state.cases.keys()]).toEqual(['tests/test_z.py::test_ok']);
  expect(state.coverage).toBeUndefined();
  await expect(plugin.run({ kind: 'fast', paths: ['tests/test_z.py'] })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NOTHING_CHOSEN',
  });
  // What is under the cursor of the list: of the profile only how it is run.
  const whole = await plugin.run({ kind: 'fast', paths: ['tests'], whole: true, coverage: false });
  expect([whole.cases.size, whole.counts.passed, whole.isWhole]).toEqual([4, 2, false]);
  await expect(plugin.run({ ids: [] })).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NOTHING_CHOSEN' });
  await expect(plugin.run({ kind: 'fats' })).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NO_PROFILE', exitCode: 2 });
  await expect(plugin.run({ kind: 'wrong' })).rejects.toMatchObject({ code: 'PLUGIN_TESTS_PROFILE_WRONG' });
  await expect(plugin.testing.runWord('test', { flags: { env: ['SECRET'] } })).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
    message: 'A variable is given as NAME=value.',
  });
});

it('profiles and tests can be listed', async () => {
  const told = await plugin.testing.runWord('test', { flags: { profiles: true } });
  expect(told.code).toBe(1);
  expect(told.stdout).toMatch(/^fast +what is fast · in tests\/fast · STAGE=… · SIDE=… · coverage {2}your settings$/m);
  expect(told.stderr).toContain('tests.profiles.wrong.workers');
  const list = await plugin.testing.runWord('test', { flags: { list: true }, args: ['tests/fast'] });
  expect(list).toMatchObject({
    code: 0,
    stdout: 'tests/fast/test_a.py::test_total\ntests/fast/test_a.py::test_stage\n',
  });
  await expect(plugin.testing.runWord('test', { flags: { list: true, kind: 'fast' } })).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
  });
});

it('the summary shows both sides, the slowest tests and what was not covered', async () => {
  const result = await plugin.testing.runWord('test', {
    flags: { cov: true, durations: 1 },
    args: ['tests/test_z.py'],
  });
  expect(result.code).toBe(1);
  expect(result.stdout).toMatch(/^Slowest\n +[\d.]+s {2}tests\/test_z\.py::test_\w+$/m);
  expect(result.stdout).toMatch(/^app\/prices\.py +0% {2}1-4$/m);
  expect(result.stdout).toMatch(/^Coverage +0% {2}1 of 3 files whole$/m);
});
