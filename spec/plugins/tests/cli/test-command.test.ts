import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunDocument } from '../../../../plugins/tests/cli/run-document.js';
import { startTestsPlugin } from '../support/tests-plugin.js';
import { waitFor } from '../../../support/wait-for.js';

const files = {
  'tests/unit/test_a.py': `import pytest, sys
def test_ok(): pass
def test_bad():
    print('\\x1b[31msaid')
    print('more', file=sys.stderr)
    assert {'a': 1} == {'a': 2}
def test_skip(): pytest.skip('no')
`,
  'tests/test_b.py': 'def test_b(): pass\n',
};

it('prints what failed and the counts, and exits as pytest does', async () => {
  await using plugin = await startTestsPlugin({ files });
  const result = await plugin.testing.runWord('test');
  expect(result.code).toBe(1);
  expect(result.stderr).toBe('');
  expect(result.stdout).toMatch(/^✗ tests\/unit\/test_a\.py::test_bad {2}failed {2}[\d.]+s$/m);
  expect(result.stdout).toContain(">       assert {'a': 1} == {'a': 2}");
  expect(result.stdout).toMatch(/^ {2}Captured stdout call\n {4}said\n {2}Captured stderr call\n {4}more\n\n/m);
  expect(result.stdout).not.toContain('\x1b');
  expect(result.stdout).toMatch(/^1 failed, 2 passed, 1 skipped in \d+\.\d+s$/m);
});

it.each([
  ['no tests', { 'test_it.py': '' }, 5, 'No tests were found.', 'no tests in'],
  ['a broken file', { 'test_it.py': 'import os\n1 / 0\n' }, 1, '1 file could not be collected', '1 error in'],
])('%s: says once why nothing was run', async (_what, project, code, message, counts) => {
  await using plugin = await startTestsPlugin({ files: project });
  const result = await plugin.testing.runWord('test');
  expect(result.code).toBe(code);
  expect(result.stdout.split(message).length).toBe(2);
  expect(result.stdout).toContain(`\n${counts} `);
  expect(plugin.testing.notifications).toEqual([]);
});

it('--json prints one document of the agreed shape', async () => {
  await using plugin = await startTestsPlugin({ files });
  const result = await plugin.testing.runWord('test', { json: true });
  expect(result.code).toBe(1);
  const document = JSON.parse(result.stdout) as RunDocument;
  expect(document).toMatchObject({
    counts: { passed: 2, failed: 1, errors: 0, skipped: 1, xfailed: 0, xpassed: 0, deselected: 0 },
    exitCode: 1,
    notRun: [],
  });
  expect(document.durationMs).toBeGreaterThan(0);
  expect(document.tests.map((test) => [test.id, test.outcome])).toEqual([
    ['tests/test_b.py::test_b', 'passed'],
    ['tests/unit/test_a.py::test_ok', 'passed'],
    ['tests/unit/test_a.py::test_bad', 'failed'],
    ['tests/unit/test_a.py::test_skip', 'skipped'],
  ]);
  expect(document.tests[2]).toMatchObject({
    message: "AssertionError: assert {'a': 1} == {'a': 2}",
    frames: [{ path: 'tests/unit/test_a.py', line: 6, function: 'test_bad' }],
  });
  expect(Object.keys(document.tests[0] ?? {})).toEqual(['id', 'outcome', 'durationMs']);
});

it.each([
  [{ flags: { kind: 'unit' } }, 1, ['test_bad', 'test_ok', 'test_skip']],
  [{ flags: { keyword: 'ok' } }, 0, ['test_ok']],
  [{ flags: { markers: 'nothing' } }, 5, []],
  [{ args: ['tests/test_b.py'] }, 0, ['test_b']],
  [{ args: ['tests/unit/test_a.py::test_ok'] }, 0, ['test_ok']],
  [{ rest: ['-x', '--deselect', 'tests/test_b.py'] }, 1, ['test_bad', 'test_ok']],
  [{ flags: { workers: '2', kind: 'all' } }, 1, ['test_b', 'test_bad', 'test_ok', 'test_skip']],
  [{ args: ['nowhere'] }, 2, []],
  [{ rest: ['--no-such-option'] }, 2, []],
] as [object, number, string[]][])('%j', async (invocation, code, names) => {
  await using plugin = await startTestsPlugin({ files });
  const result = await plugin.testing.runWord('test', { ...invocation, json: true });
  expect(result.code).toBe(code);
  const { tests } = JSON.parse(result.stdout) as RunDocument;
  expect(tests.map((test) => test.id.split('::')[1]).sort()).toEqual(names);
});

it('--failed runs what failed in an earlier devmgr, and nothing else', async () => {
  await using first = await startTestsPlugin({ files });
  await first.testing.runWord('test');
  await first.testing.dispose();
  const { storage } = first.testing.context;
  await using second = await startTestsPlugin({ root: first.root, storageDir: storage.workspaceDir });
  const result = await second.testing.runWord('test', { json: true, flags: { failed: true } });
  expect((JSON.parse(result.stdout) as RunDocument).tests.map((test) => test.id)).toEqual([
    'tests/unit/test_a.py::test_bad',
  ]);
  await second.write({ 'tests/unit/test_a.py': 'def test_bad(): pass\n' });
  expect((await second.testing.runWord('test', { flags: { failed: true } })).code).toBe(0);
  await expect(second.testing.runWord('test', { flags: { failed: true } })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NOTHING_FAILED',
  });
});

it('a number of workers that is none is a usage error', async () => {
  await using plugin = await startTestsPlugin({ files });
  await expect(plugin.testing.runWord('test', { flags: { workers: 'many' } })).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
    exitCode: 2,
  });
});

it('a crash names the test and exits with 1; an interruption stops the run and exits with 130', async () => {
  await using plugin = await startTestsPlugin({
    files: { 'test_it.py': 'import os, time\ndef test_it(): os._exit(0)\ndef test_long(): time.sleep(60)\n' },
  });
  const crashed = await plugin.testing.runWord('test');
  expect(crashed.code).toBe(1);
  expect(crashed.stdout).toContain('while running test_it.py::test_it');
  const abort = new AbortController();
  plugin.runs.current.onDidChange((state) => {
    if (state.status === 'running') abort.abort();
  });
  const stopped = await plugin.testing.runWord('test', {
    args: ['test_it.py::test_long'],
    json: true,
    signal: abort.signal,
  });
  expect(stopped.code).toBe(130);
  expect(JSON.parse(stopped.stdout)).toMatchObject({
    end: { kind: 'cancelled', running: [{ id: 'test_it.py::test_long' }] },
    exitCode: 130,
    notRun: ['test_it.py::test_long'],
  });
});

it('an interruption before pytest is started ends the command, and nothing is begun', async () => {
  await using plugin = await startTestsPlugin({
    files: { ...files, slow: '#!/bin/sh\necho >> asked\nexec sleep 60\n' },
    settings: { python: './slow' },
  });
  await chmod(join(plugin.root, 'slow'), 0o755);
  const asked = () => readFile(join(plugin.root, 'asked'), 'utf8').catch(() => '');
  const aborted = AbortSignal.abort();
  const begun = Date.now();
  const stopped = await plugin.testing.runWord('test', { json: true, signal: aborted });
  expect(stopped.code).toBe(130);
  expect(JSON.parse(stopped.stdout)).toMatchObject({ end: { kind: 'cancelled' }, exitCode: 130, tests: [] });
  for (const flags of [{ watch: true }, { list: true }]) {
    expect(await plugin.testing.runWord('test', { flags, signal: aborted })).toMatchObject({ code: 130, stdout: '' });
  }
  const explained = plugin.testing.runWord('explain', { args: ['a.py::b'], flags: { run: true }, signal: aborted });
  await expect(explained).rejects.toThrow();
  expect(await asked()).toBe('');

  for (const flags of [{}, { watch: true }]) {
    const abort = new AbortController();
    const running = plugin.testing.runWord('test', { flags, signal: abort.signal });
    await waitFor(async () => expect(await asked()).not.toBe(''));
    abort.abort();
    expect((await running).code).toBe(130);
  }
  // The Python that does not answer takes a minute.
  expect(Date.now() - begun).toBeLessThan(40_000);
  expect(plugin.runs.current.get().status).toBe('idle');
});
