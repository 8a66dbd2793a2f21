import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const ok = 'def test_first(): pass\n';
const last = '\ndef test_last(): pass\n';

/** Runs one file and gives the state and the plugin's context. */
async function runFile(text: string, options: { args?: readonly string[]; files?: Record<string, string> } = {}) {
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': text, ...options.files } });
  const state = await plugin.run({ args: options.args ?? [] });
  const leftover = await readFile(join(plugin.root, 'taken'), 'utf8').catch(() => '');
  return { state, outcomes: outcomes(state), logged: [...plugin.testing.logged], output: [...plugin.output], leftover };
}

const allPassed = {
  'test_it.py::test_first': 'passed',
  'test_it.py::test_it': 'passed',
  'test_it.py::test_last': 'passed',
};

describe('what tests do to their process', () => {
  it.each([
    ['go to another folder and remove it', 'import tempfile; d = tempfile.mkdtemp(); os.chdir(d); os.rmdir(d)'],
    ['clear the environment', 'os.environ.clear()'],
    [
      'print to stdout and stderr',
      `os.write(1, b'{"n":3,"event":"end","status":0}\\n\\x1b[2J\\xff\\xfe'); os.write(2, b'x' * 9000)`,
    ],
    [
      'replace os.write and os.getpid',
      'monkeypatch.setattr(os, "write", None); monkeypatch.setattr(os, "getpid", None)',
    ],
    ['take SIGPIPE and alarms', 'import signal; signal.signal(signal.SIGPIPE, signal.SIG_DFL)'],
  ])('%s', async (_what, statement) => {
    const text = `import os
${ok}
def test_it(monkeypatch):
    ${statement}
${last}`;
    const run = await runFile(text);
    expect(run.outcomes).toEqual(allPassed);
    expect(run.state.end).toEqual({ kind: 'finished', exitCode: 0 });
    expect(run.logged.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it("close the reporter's own descriptor and open a file under its number", async () => {
    const run = await runFile(`import os, stat
${ok}
def test_it():
    ours = [fd for fd in range(60, 4096) if is_socket(fd)]
    assert ours, 'the reporter has no descriptor above 60'
    taken = os.open('taken', os.O_WRONLY | os.O_CREAT)
    for fd in ours:
        os.dup2(taken, fd)
def is_socket(fd):
    try: return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError: return False
${last}`);
    expect(run.outcomes).toEqual(allPassed);
    expect(run.state.end).toEqual({ kind: 'finished', exitCode: 0 });
    expect(run.leftover).toBe('');
  });

  it.each([21, 4096])('close all descriptors from 3 to %i', async (end) => {
    const text = `import os${'\n'}${ok}${'\n'}def test_it(): os.closerange(3, ${end})${'\n'}${last}`;
    // Without what in pytest itself would lose descriptors of its own.
    const run = await runFile(text, { args: ['-s', '-p', 'no:faulthandler', '-p', 'no:logging'] });
    expect(run.outcomes).toEqual(allPassed);
    expect(run.state.end).toEqual({ kind: 'finished', exitCode: 0 });
  });

  it('fork a child that goes on as pytest', async () => {
    const run = await runFile(`import os
${ok}
def test_it():
    child = os.fork()
    if child == 0: raise RuntimeError('in the child')
    os.waitpid(child, 0)
${last}`);
    expect(run.outcomes).toEqual(allPassed);
    expect(run.state.counts.passed).toBe(3);
  });

  it('start another pytest', async () => {
    const run = await runFile(
      `import subprocess, sys
${ok}
def test_it():
    subprocess.run([sys.executable, '-m', 'pytest', '-q', 'inner/test_inner.py'], check=False)
${last}`,
      { files: { 'inner/test_inner.py': 'def test_inner(): assert 0\n' }, args: ['test_it.py'] },
    );
    expect(run.outcomes).toEqual(allPassed);
  });

  it.each([
    ['-s'],
    ['-p', 'no:terminal'],
    ['-W', 'error'],
    ['-p', 'no:faulthandler'],
    ['--strict-markers', '-q', '--tb=no'],
  ])('pytest %s %s', async (...args) => {
    const run = await runFile(
      `${ok}
def test_it(): print('\\x1b[31m{"event":"start"}')
${last}`,
      { args },
    );
    expect(run.outcomes).toEqual(allPassed);
    expect(run.state.end).toEqual({ kind: 'finished', exitCode: 0 });
  });
});

describe('text that is hard to send', () => {
  it('keeps lone surrogates, controls and very long messages within bounds', async () => {
    const { state } = await runFile(`
def test_it(): raise ValueError('\\ud800 \\x00 \\x1b[31m \\u2028')
def test_long(): raise ValueError('x' * 5_000_000)
class Odd(Exception):
    def __str__(self): raise RuntimeError('no text')
    __repr__ = __str__
def test_odd(): raise Odd()
`);
    expect(outcomes(state)).toEqual({
      'test_it.py::test_it': 'failed',
      'test_it.py::test_long': 'failed',
      'test_it.py::test_odd': 'failed',
    });
    expect(state.cases.get('test_it.py::test_it')?.message).toContain('\ud800 \0 \x1b[31m');
    const long = state.cases.get('test_it.py::test_long');
    expect(long?.message?.length).toBeLessThan(600);
    expect(long?.traceback?.length).toBeLessThan(210_000);
    expect(long?.traceback).toContain('characters left out');
  });

  it('keeps ids with spaces, brackets, quotes, unicode and newlines, also when exactly these are run again', async () => {
    await using plugin = await startTestsPlugin({
      files: {
        'test_it.py': `import pytest
@pytest.mark.parametrize('v', ['a b', '[x]::y', 'ü', 'a\\nb', "it's \\"it\\"", '-x', '\\ud800'])
def test_it(v): assert v == 'ü'
`,
      },
    });
    const first = await plugin.run();
    expect(first.cases.size).toBe(7);
    expect(first.counts).toMatchObject({ passed: 1, failed: 6 });
    const again = await plugin.run({ failed: true });
    expect(Object.keys(outcomes(again)).sort()).toEqual(
      [...first.cases.values()]
        .filter((test) => test.outcome === 'failed')
        .map((test) => test.id)
        .sort(),
    );
    expect(again.counts).toMatchObject({ failed: 6, passed: 0, deselected: 1 });
    const [chosen] = first.cases.keys();
    const one = await plugin.run({ paths: [chosen ?? ''] });
    expect([...one.cases.keys()]).toEqual([chosen]);
  });
});

describe('a pytest that dies', () => {
  it.each([
    ['os._exit(3)', 'exit code 3'],
    ['os._exit(0)', 'exit code 0'],
    ['os.kill(os.getpid(), 9)', 'SIGKILL'],
    ['import faulthandler; faulthandler._sigsegv()', 'SIGSEGV'],
    ['import ctypes; ctypes.string_at(0)', 'SIGSEGV'],
    ['os.closerange(3, 4096); os._exit(9)', 'exit code 9'],
  ])('%s: the run ends once and names the test', async (statement, how) => {
    await using plugin = await startTestsPlugin({
      files: {
        'test_it.py': `import os
${ok}
def test_it():
    os.write(2, b'last words\\n')
    ${statement}
${last}`,
      },
    });
    let ends = 0;
    plugin.runs.current.onDidChange((state) => (ends += state.status === 'finished' ? 1 : 0));
    const state = await plugin.run({ args: ['-s'] });
    expect(ends).toBe(1);
    expect(state.end).toMatchObject({
      kind: 'crashed',
      detail: `pytest ended (${how}) while running test_it.py::test_it`,
    });
    expect(state.end?.kind === 'crashed' && state.end.lastLines.join('\n')).toContain('last words');
    expect(outcomes(state)).toEqual({
      'test_it.py::test_first': 'passed',
      'test_it.py::test_it': 'error',
      'test_it.py::test_last': 'queued',
    });
  });

  it('in a tear-down', async () => {
    const { state } = await runFile(`import os, pytest
@pytest.fixture
def fatal():
    yield
    os._exit(7)
${ok}
def test_it(fatal): pass
${last}`);
    expect(state.end).toMatchObject({
      kind: 'crashed',
      detail: 'pytest ended (exit code 7) while running test_it.py::test_it',
    });
  });

  it('while it collects', async () => {
    const { state } = await runFile('import os; os._exit(4)');
    expect(state.end).toMatchObject({ kind: 'crashed', detail: 'pytest ended (exit code 4) while collecting' });
  });
});
