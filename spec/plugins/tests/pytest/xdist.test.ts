import { expect, it } from 'vitest';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const files = {
  'tests/unit/test_a.py': `import pytest
@pytest.mark.slow
@pytest.mark.parametrize('n', range(6))
def test_many(n): print('said', n)
def test_bad(): inner()
def inner(): assert 1 == 2
`,
  'tests/test_b.py': `
def test_other(): pass
def test_skip():
    import pytest; pytest.skip('no')
`,
};

it('tells the same under pytest-xdist, with lines, markers, frames and workers', async () => {
  await using plugin = await startTestsPlugin({ files });
  const alone = await plugin.run();
  const spread = await plugin.run({ workers: 2 });
  expect(spread.workers).toBe(2);
  expect(spread.total).toBe(9);
  expect(outcomes(spread)).toEqual(outcomes(alone));
  expect(spread.counts).toEqual(alone.counts);
  const about = (state: typeof alone) =>
    [...state.cases.values()].map(({ id, file, line, markers, message, frames, sections }) => ({
      id,
      file,
      line,
      markers,
      message,
      frames,
      sections,
    }));
  expect(about(spread)).toEqual(about(alone));
  expect([...spread.cases.values()].every((test) => /^gw[01]$/.test(test.worker ?? ''))).toBe(true);
});

it('selects in the workers', async () => {
  await using plugin = await startTestsPlugin({ files, settings: { workers: '2' } });
  const state = await plugin.run({ kind: 'unit' });
  expect(state.workers).toBe(2);
  expect(state.cases.size).toBe(7);
  expect(state.counts).toMatchObject({ passed: 6, failed: 1 });
  const failed = await plugin.run({ failed: true });
  expect(outcomes(failed)).toEqual({ 'tests/unit/test_a.py::test_bad': 'failed' });
});

it('a worker that dies is a failed test, and the rest is run', async () => {
  const text = `import os, pytest
@pytest.mark.parametrize('n', range(5))
def test_many(n): pass
def test_fatal(): os._exit(1)
`;
  await using plugin = await startTestsPlugin({ files: { 'test_it.py': text } });
  const state = await plugin.run({ workers: 2 });
  expect(state.end).toEqual({ kind: 'finished', exitCode: 1 });
  expect(state.counts).toMatchObject({ passed: 5, failed: 1 });
  const fatal = state.cases.get('test_it.py::test_fatal');
  expect(fatal?.outcome).toBe('failed');
  expect(fatal?.message).toMatch(/worker 'gw\d' crashed while running/);
});
