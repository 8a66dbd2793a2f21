import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TestRun } from 'devmgr/plugin-api/contracts/test-runs';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';
import { waitFor } from '../../../support/wait-for.js';

const text = `import asyncio, logging, os, re, signal, subprocess, sys, threading, time, pytest, unittest

@pytest.fixture
def torn():
    print('set up')
    yield
    open('torn-down', 'a').write('x')

def deep():
    time.sleep(60)

def test_sleeps(torn):
    print('said so far ü')
    logging.getLogger('shop').warning('logged so far')
    print('to stderr', file=sys.stderr)
    threads = threading.active_count()
    deep()

def test_loops(torn):
    while True: pass

def test_locks(torn): threading.Lock().acquire() and None or wait()
def wait():
    lock = threading.Lock(); lock.acquire(); lock.acquire()

def test_asyncio():
    async def main():
        try: await asyncio.sleep(60)
        except Exception: pass
    asyncio.run(main())

def test_child(): subprocess.run(['sleep', '60'])

class TestUnit(unittest.TestCase):
    def test_unit(self): time.sleep(60)

@pytest.fixture
def slow(): time.sleep(60)
def test_set_up(slow): pass

@pytest.fixture
def slow_end():
    yield
    time.sleep(60)
def test_tear_down(slow_end): pass

def test_capsys(capsys):
    print('to the fixture')
    time.sleep(60)
    assert capsys.readouterr().out == ''

@pytest.mark.xfail(reason='known')
def test_xfail(): time.sleep(60)

@pytest.mark.flaky(reruns=1)
def test_again():
    if not os.path.exists('again'):
        open('again', 'w').close()
        time.sleep(60)

def test_last(): assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL
`;

/** Resolves when this test runs in this phase. */
const runs = (run: TestRun, id: string, phase: string) =>
  waitFor(() => expect(run.state.get().cases.get(id)?.phase).toBe(phase));

it('looks at the test that runs, dumps its stack, and stops it alone, whatever it does', async () => {
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': text } });
  const run = await plugin.runs.start();
  const first = 'test_it.py::test_sleeps';
  await runs(run, first, 'call');
  const seen = await waitFor(async () => {
    const inspection = await run.inspect(first, { stack: false });
    expect(JSON.stringify(inspection.sections)).toContain('to stderr');
    return inspection;
  });
  expect(seen).toEqual({
    id: first,
    stack: '',
    sections: [
      { title: 'Captured stdout setup', text: 'set up\n' },
      { title: 'Captured stdout call', text: 'said so far ü\n' },
      { title: 'Captured stderr call', text: 'to stderr\n' },
    ],
  });
  const { stack, sections } = await run.inspect(first, { stack: true });
  expect(stack).toMatch(
    /most recent call first.*\n {2}File ".*test_it\.py", line 10 in deep\n {2}File ".*", line 17 in test_sleeps/,
  );
  expect(sections.find(({ title }) => title === 'Captured log call')?.text).toContain('logged so far');
  expect(sections.map(({ title }) => title)).toContain('Captured stdout call');
  await expect(run.inspect('test_it.py::test_last', { stack: true })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NOT_RUNNING',
  });
  for (const [id, phase] of [
    ['test_sleeps', 'call'],
    ['test_loops', 'call'],
    ['test_locks', 'call'],
    ['test_asyncio', 'call'],
    ['test_child', 'call'],
    ['TestUnit::test_unit', 'call'],
    ['test_set_up', 'setup'],
    ['test_tear_down', 'teardown'],
    ['test_capsys', 'call'],
    ['test_xfail', 'call'],
    // pytest-rerunfailures tells a try when it is over.
    ['test_again', 'setup'],
  ] as const) {
    await runs(run, `test_it.py::${id}`, phase);
    // A quick call is told with the next test, but seen at once.
    if (phase === 'teardown') expect(run.state.get().cases.get(`test_it.py::${id}`)?.outcome).toBe('passed');
    await run.stopTest(`test_it.py::${id}`);
  }
  const state = await run.done;
  const stopped = [...state.cases.values()].filter(({ message }) =>
    message?.startsWith('stopped by the person after '),
  );
  expect(stopped.length).toBe(10);
  expect(outcomes(state)).toMatchObject({
    'test_it.py::test_sleeps': 'failed',
    'test_it.py::test_set_up': 'error',
    'test_it.py::test_tear_down': 'error',
    'test_it.py::test_xfail': 'xfailed',
    'test_it.py::test_again': 'passed',
    'test_it.py::test_last': 'passed',
  });
  // A try that was stopped is none that failed.
  expect(state.cases.get('test_it.py::test_again')?.reruns).toBe(0);
  expect(state.end).toEqual({ kind: 'finished', exitCode: 1 });
  expect(state.cases.get(first)?.frames.at(-1)).toMatchObject({ function: 'deep', line: 10 });
  expect(state.cases.get(first)?.sections.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Captured stdout call', 'Captured log call']),
  );
  expect(await readFile(join(plugin.root, 'torn-down'), 'utf8')).toBe('xxx');
  await expect(run.stopTest(first)).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NOT_RUNNING' });
});

it('under pytest-xdist: each of the running tests in its worker; without files for the capture; where the signal is taken', async () => {
  const files = {
    'test_it.py': `import signal, time, re
def test_a():
    print('said by a'); time.sleep(60)
def test_b():
    print('said by b'); time.sleep(60)
def test_c(): pass
`,
    'test_deaf.py': `import re, signal, time
def test_busy(): sum(range(10**12))
`,
    'test_taken.py': `import signal, time
def test_taken():
    signal.signal(signal.SIGURG, signal.SIG_IGN)
    time.sleep(60)
`,
  };
  await using plugin = await startTestsPlugin({ files });
  const run = await plugin.runs.start({
    workers: 2,
    args: ['--capture=sys', '-p', 'no:faulthandler'],
    paths: ['test_it.py'],
  });
  for (const name of ['a', 'b']) {
    const id = `test_it.py::test_${name}`;
    await runs(run, id, 'call');
    const { sections, stack } = await run.inspect(id, { stack: true });
    expect(sections).toEqual([{ title: 'Captured stdout call', text: `said by ${name}\n` }]);
    // The thread of the test first, then those of pytest-xdist.
    expect(stack).toMatch(new RegExp(`^Current thread[^]*in test_${name}[^]*\\nThread`));
    expect(run.state.get().cases.get(id)?.worker).toMatch(/^gw\d$/);
  }
  await run.stopTest('test_it.py::test_a');
  await run.stopTest('test_it.py::test_b');
  const state = await run.done;
  expect(state.counts).toMatchObject({ failed: 2, passed: 1 });

  // A call that holds the interpreter: its stack is known all the same.
  const busy = await plugin.runs.start({ paths: ['test_deaf.py'] });
  await runs(busy, 'test_deaf.py::test_busy', 'call');
  expect((await busy.inspect('test_deaf.py::test_busy', { stack: true })).stack).toContain('in test_busy');
  await expect(busy.stopTest('test_deaf.py::test_busy')).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NO_ANSWER',
    hint: expect.stringContaining('not Python') as string,
  });
  await busy.cancel();

  const taken = await plugin.runs.start({ paths: ['test_taken.py'] });
  await runs(taken, 'test_taken.py::test_taken', 'call');
  await expect(taken.stopTest('test_taken.py::test_taken')).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NO_ANSWER',
    hint: expect.stringContaining('has taken the signal SIGURG') as string,
  });
  await taken.cancel();
});
