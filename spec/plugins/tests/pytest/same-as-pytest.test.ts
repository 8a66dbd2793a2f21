import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeEnd } from '../../../../plugins/tests/results/describe-end.js';
import { countsOf, parseSummary, plainPytest } from '../support/plain-pytest.js';
import { outcomes, startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

/** Runs both ways and compares outcomes, counts and exit codes. Gives both outputs. */
async function expectSame(plugin: TestsPlugin, args: readonly string[] = []) {
  const state = await plugin.run({ args });
  const plain = await plainPytest(plugin.root, ['-rA', ...args]);
  const ours = outcomes(state);
  const { outcomes: theirs, skipped } = parseSummary(plain.output, Object.keys(ours));
  const listed = Object.fromEntries(
    Object.entries(ours).filter(([, outcome]) => outcome !== 'skipped' && outcome !== 'queued'),
  );
  expect(listed).toEqual(theirs);
  expect(state.counts.skipped).toBe(skipped);
  const { deselected, ...counts } = state.counts;
  const present = Object.fromEntries(Object.entries({ ...counts, deselected }).filter(([, count]) => count > 0));
  expect(present).toEqual(countsOf(plain.output));
  expect(state.end).toMatchObject({ kind: 'finished', exitCode: plain.code });
  return { state, plain };
}

describe('outcomes, counts and exit code are those of pytest -rA', () => {
  it.each([[[]], [['-n', '2']]])('on the sample project %s', async (args) => {
    const folder = await mkdtemp(join(tmpdir(), 'devmgr-orders-'));
    try {
      await cp(new URL('../../../fixtures/orders-api', import.meta.url).pathname, folder, { recursive: true });
      await using plugin = await startTestsPlugin({ root: folder });
      const { state } = await expectSame(plugin, args);
      expect(state.cases.size).toBeGreaterThan(50);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('on a suite of odd cases', async () => {
    await using plugin = await startTestsPlugin({
      files: {
        'test_odd.py': `
import pytest, unittest

@pytest.fixture
def skips_late():
    yield
    pytest.skip('late')

@pytest.fixture
def xfails():
    pytest.xfail('in set-up')

@pytest.fixture(scope='module')
def module_teardown():
    yield
    raise RuntimeError('module')

def test_late(skips_late): pass
def test_xfail_setup(xfails): pass
@pytest.mark.xfail
def test_xfail_teardown(skips_late): assert 0
@pytest.mark.xfail(run=False)
def test_not_run(): assert 0
@pytest.mark.xfail(raises=ValueError)
def test_other_error(): raise KeyError
@pytest.mark.skipif(True, reason='why')
def test_skipif(): pass
def test_fail_no_trace(): pytest.fail('just so', pytrace=False)
def test_importorskip(): pytest.importorskip('no_such_module')
def test_recursion():
    def f(): f()
    f()
def test_exit_code(): raise SystemExit(3)

class TestUnit(unittest.TestCase):
    def setUp(self): self.n = 1
    def test_ok(self): self.assertEqual(self.n, 1)
    def test_bad(self): self.assertEqual(self.n, 2)
    @unittest.skip('no')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)

def doc():
    """
    >>> 1 + 1
    3
    """

def test_chain():
    try: 1 / 0
    except ZeroDivisionError as error: raise KeyError('x') from error

def test_last(module_teardown): pass
`,
        'test_skipped_module.py': `import pytest\npytest.skip('whole', allow_module_level=True)\ndef test_never(): pass\n`,
      },
    });
    const { state } = await expectSame(plugin, ['--doctest-modules']);
    expect(state.cases.get('test_odd.py::test_last')?.outcome).toBe('error');
    expect(state.cases.get('test_odd.py::test_recursion')?.frames.length).toBeLessThanOrEqual(50);
  });

  it.each([[[]], [['--continue-on-collection-errors']], [['-n', '2']]])(
    'with a file that cannot be collected %s',
    async (args) => {
      await using plugin = await startTestsPlugin({
        files: { 'test_ok.py': 'def test_ok(): pass\n', 'test_broken.py': 'import no_such_module_at_all\n' },
      });
      const state = (await expectSame(plugin, args)).state;
      expect(state.collectionErrors).toMatchObject([{ path: 'test_broken.py' }]);
      expect(state.collectionErrors[0]?.traceback).toContain('no_such_module_at_all');
    },
  );

  it.each([
    [['-x']],
    [['--maxfail=2']],
    [['-k', 'not one']],
    [['--deselect', 'test_it.py::test_two']],
    [['--setup-only']],
    [['--collect-only', '-q']],
  ])('with %s', async (args) => {
    const text =
      'def test_one(): assert 0\ndef test_two(): assert 0\ndef test_three(): assert 0\ndef test_four(): pass\n';
    await using plugin = await startTestsPlugin({ files: { 'test_it.py': text } });
    const state = await plugin.run({ args });
    const plain = await plainPytest(plugin.root, ['-rA', ...args]);
    const ran = Object.fromEntries(Object.entries(outcomes(state)).filter(([, outcome]) => outcome !== 'queued'));
    expect(ran).toEqual(parseSummary(plain.output, [...state.cases.keys()]).outcomes);
    if (plain.code === 0) expect(describeEnd(state)?.message).toBe('No test was run.');
    expect(state.end).toMatchObject({ kind: 'finished', exitCode: plain.code });
  });
});

it('pytest prints the same with the reporter as without', async () => {
  const text = `import pytest, sys
def test_ok(): print('out'); print('err', file=sys.stderr)
def test_bad(): print('out'); assert [1, 2] == [1, 3]
@pytest.fixture
def broken(): yield; 1 / 0
def test_teardown(broken): import warnings; warnings.warn('beware')
def test_env():
    import os
    assert 'DEVMGR_CHANNEL_FD' not in os.environ
`;
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': text } });
  await plugin.run({ args: ['-rA', '-v', '--durations=0', '-p', 'no:cacheprovider'] });
  const plain = await plainPytest(plugin.root, ['-rA', '-v', '--durations=0']);
  const timeless = (lines: readonly string[]) =>
    lines
      .map((line) =>
        line
          .replace(/\d+\.\d+s/g, 'TIME')
          // How many were too short to be listed is a matter of time, too.
          .replace(/\(\d+ durations/, '(SOME durations')
          .replace(/=+/g, '=')
          .replace(/0x[0-9a-f]+/g, '0x')
          .trim(),
      )
      .filter((line) => !/^TIME (setup|call|teardown)/.test(line));
  expect(timeless(plugin.output.filter(Boolean))).toEqual(timeless(plain.output.split('\n').filter(Boolean)));
});
