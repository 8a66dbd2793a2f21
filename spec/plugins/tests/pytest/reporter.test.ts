import { describe, expect, it } from 'vitest';
import { countsOf } from '../support/plain-pytest.js';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

describe('the reporter in a pytest run', () => {
  it('tells every outcome, with message, frames, sections, line and markers', async () => {
    await using plugin = await startTestsPlugin({
      files: {
        'test_all.py': `
import pytest

def helper():
    raise ValueError("inner")

def test_ok(): pass

@pytest.mark.slow
def test_bad():
    print("said before")
    helper()

@pytest.fixture
def broken(): raise RuntimeError("no set-up")

def test_setup(broken): pass

@pytest.fixture
def falls():
    yield
    raise RuntimeError("no tear-down")

def test_teardown(falls): pass

def test_both(falls): assert 1 == 2

def test_skip(): pytest.skip("not today")

@pytest.mark.xfail(reason="known")
def test_xfail(): assert 0

@pytest.mark.xfail
def test_xpass(): pass

@pytest.mark.xfail(strict=True)
def test_strict(): pass
`,
      },
    });
    const state = await plugin.run();
    expect(outcomes(state)).toEqual({
      'test_all.py::test_ok': 'passed',
      'test_all.py::test_bad': 'failed',
      'test_all.py::test_setup': 'error',
      'test_all.py::test_teardown': 'error',
      'test_all.py::test_both': 'error',
      'test_all.py::test_skip': 'skipped',
      'test_all.py::test_xfail': 'xfailed',
      'test_all.py::test_xpass': 'xpassed',
      'test_all.py::test_strict': 'failed',
    });
    expect(state.end).toEqual({ kind: 'finished', exitCode: 1 });
    const bad = state.cases.get('test_all.py::test_bad');
    expect(bad).toMatchObject({ file: 'test_all.py', line: 9, markers: ['slow'], message: 'ValueError: inner' });
    expect(bad?.frames).toMatchObject([
      { path: 'test_all.py', line: 12, function: 'test_bad', source: { firstLine: 8 } },
      { path: 'test_all.py', line: 5, function: 'helper' },
    ]);
    expect(bad?.sections).toEqual([{ title: 'Captured stdout call', text: 'said before\n' }]);
    expect(bad?.traceback).toContain('raise ValueError("inner")');
    expect(state.cases.get('test_all.py::test_skip')?.message).toBe('not today');
    // As pytest's last line: the two calls before a broken tear-down count as what they were.
    const last = plugin.output.findLast((line) => line.includes(' in ')) ?? '';
    expect(countsOf(last)).toEqual({ failed: 3, passed: 2, skipped: 1, xfailed: 1, xpassed: 1, errors: 3 });
    expect(state.counts).toEqual({ ...countsOf(last), deselected: 0 });
  });
});
