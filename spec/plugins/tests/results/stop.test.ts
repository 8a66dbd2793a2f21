import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../support/is-alive.js';
import { notedPids } from '../support/noted-pids.js';
import { startTestsPlugin } from '../support/tests-plugin.js';

const note = `import os, signal, subprocess, sys, time
def note(pid):
    with open('pids', 'a') as file: file.write('%d\\n' % pid)
`;

it('stops pytest and its children, with tear-down', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'test_it.py': `${note}
import pytest
@pytest.fixture
def server():
    child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)'])
    daemon = subprocess.Popen(['sleep', '60'], start_new_session=True)
    note(child.pid); note(daemon.pid); note(os.getpid())
    yield
    open('torn-down', 'w').close()
def test_first(): pass
def test_it(server): time.sleep(60)
def test_last(): pass
`,
    },
  });
  const run = await plugin.runs.start();
  const pids = await notedPids(plugin, 3);
  const begun = Date.now();
  await run.cancel();
  expect(Date.now() - begun).toBeLessThan(20_000);
  const state = await run.done;
  expect(pids.filter(isAlive)).toEqual([]);
  expect(await readFile(join(plugin.root, 'torn-down'), 'utf8')).toBe('');
  expect(state.end).toMatchObject({ kind: 'cancelled' });
  expect(state.counts.passed).toBe(1);
  expect([...state.cases.values()].map((test) => test.outcome)).toEqual(['passed', 'queued', 'queued']);
});

it('stops a pytest that does not listen, in set-up and under xdist', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'test_it.py': `${note}
import pytest
@pytest.fixture
def deaf():
    signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note(os.getpid()); time.sleep(60)
@pytest.mark.parametrize('n', [1, 2])
def test_it(deaf, n): pass
`,
    },
  });
  const run = await plugin.runs.start({ workers: 2 });
  const pids = await notedPids(plugin, 2);
  await run.cancel();
  expect(pids.filter(isAlive)).toEqual([]);
  expect((await run.done).end).toMatchObject({ kind: 'cancelled' });
});

it('a run that is stopped before pytest was started does not begin', async () => {
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': 'def test_it(): pass\n' } });
  const starting = plugin.runs.start();
  expect(await plugin.testing.runCommand('tests.stop')).toBeUndefined();
  await expect(starting).rejects.toMatchObject({ code: 'PLUGIN_TESTS_CANCELLED' });
  expect(plugin.runs.current.get().status).toBe('idle');
  expect(await plugin.testing.runCommand('tests.stop')).toBe('No tests are running');
});

it('nobody waits for a Python that does not answer', async () => {
  await using plugin = await startTestsPlugin({
    files: { slow: '#!/bin/sh\nexec sleep 60\n' },
    settings: { python: './slow' },
  });
  await chmod(join(plugin.root, 'slow'), 0o755);
  const starting = plugin.runs.start();
  const begun = Date.now();
  await plugin.testing.runCommand('tests.stop');
  await expect(starting).rejects.toMatchObject({ code: 'PLUGIN_TESTS_CANCELLED', exitCode: 130 });
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(plugin.runs.current.get().status).toBe('idle');
});

it('a folder that cannot be written is said, and is no bug', async () => {
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': 'def test_it(): pass\n' } });
  const { workspaceDir } = plugin.testing.context.storage;
  await mkdir(workspaceDir, { recursive: true });
  await writeFile(join(workspaceDir, 'run'), '');
  await expect(plugin.runs.start()).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NO_FOLDER', exitCode: 5 });
});
