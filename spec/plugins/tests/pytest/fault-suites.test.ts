import { expect, it } from 'vitest';
import { countsOf, parseSummary, plainPytest } from '../support/plain-pytest.js';
import { outcomes, startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

/** Both ways at once: outcomes, counts and exit codes are equal. */
async function expectSame(plugin: TestsPlugin, args: readonly string[]) {
  const [state, plain] = await Promise.all([plugin.run({ args }), plainPytest(plugin.root, ['-rA', ...args])]);
  const { outcomes: theirs } = parseSummary(plain.output, Object.keys(outcomes(state)));
  const listed = Object.entries(outcomes(state)).filter(([, outcome]) => outcome !== 'skipped' && outcome !== 'queued');
  expect(Object.fromEntries(listed)).toEqual(theirs);
  const counts = Object.fromEntries(Object.entries(state.counts).filter(([, count]) => count > 0));
  expect(counts).toEqual(countsOf(plain.output));
  expect(state.end).toMatchObject({ kind: 'finished', exitCode: plain.code });
  return state;
}

const shuffle = `import random
def pytest_collection_modifyitems(items):
    random.seed(7); random.shuffle(items)
def pytest_runtest_setup(item): random.seed(7)
def pytest_runtest_logreport(report): print('a plugin that prints', report.when)
`;

it('random order, timeouts, asyncio, reruns, unittest classes, doctests: as pytest says', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'conftest.py': shuffle,
      'test_time.py': `import time, random, pytest
@pytest.mark.timeout(0.3)
def test_timeout(): time.sleep(20)
def test_seed(): assert random.random() == random.Random(7).random()
`,
      'test_async.py': `import asyncio, pytest
@pytest.fixture
async def value():
    await asyncio.sleep(0)
    yield 3
@pytest.mark.asyncio
async def test_ok(value): assert await asyncio.sleep(0, value) == 3
@pytest.mark.asyncio
async def test_bad(): assert await asyncio.sleep(0, 1) == 2
@pytest.mark.asyncio
async def test_task():
    async def inner(): raise ValueError('in a task')
    await asyncio.gather(inner())
`,
      'test_unit.py': `import unittest
class TestBroken(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError('no class')
    def test_a(self): pass
    def test_b(self): pass
class TestSub(unittest.TestCase):
    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i): self.assertEqual(i, 1)
def doc():
    """
    >>> doc.nothing
    1
    """
`,
      'test_again.py': `import pytest
@pytest.mark.flaky(reruns=2)
def test_again(): again.append(1); assert len(again) == 2
again = []
`,
    },
  });
  const state = await expectSame(plugin, ['--doctest-modules']);
  expect(state.cases.size).toBe(10);
  expect(state.cases.get('test_again.py::test_again')).toMatchObject({ outcome: 'passed', reruns: 1 });
  expect(state.cases.get('test_async.py::test_bad')?.comparison).toEqual({ operator: '==', left: '1', right: '2' });
});

it('a timeout that ends pytest, a marker that is not allowed, nothing to run, a conftest that fails', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'late/test_late.py': `import time
def test_first(): pass
def test_late(): time.sleep(20)
`,
      'strict/test_strict.py': `import pytest
@pytest.mark.slwo
def test_it(): pass
`,
      'none/notes.txt': '',
      'bad/conftest.py': 'raise RuntimeError("no conftest")\n',
      'bad/test_it.py': 'def test_it(): pass\n',
    },
  });
  const late = await plugin.run({ args: ['late', '--timeout=0.5', '--timeout-method=thread'] });
  expect(late.end).toMatchObject({ kind: 'crashed' });
  expect(outcomes(late)).toEqual({
    'late/test_late.py::test_first': 'passed',
    'late/test_late.py::test_late': 'error',
  });
  const strict = await expectSame(plugin, ['strict', '--strict-markers']);
  expect(strict.collectionErrors[0]?.traceback).toContain('slwo');
  expect((await plugin.run({ args: ['none'] })).end).toMatchObject({ kind: 'finished', exitCode: 5 });
  expect((await plugin.run({ args: ['bad'] })).end).toMatchObject({ kind: 'finished', exitCode: 4 });
});

it('10,000 parameters', async () => {
  const text = `import pytest
@pytest.mark.parametrize('n', range(10_000))
def test_many(n): assert n != 7
`;
  await using plugin = await startTestsPlugin({ files: { 'test_many.py': text } });
  const state = await plugin.run({ args: ['-q'] });
  expect(state.counts).toMatchObject({ passed: 9_999, failed: 1 });
  expect(state.cases.get('test_many.py::test_many[7]')).toMatchObject({ outcome: 'failed', line: 2 });
});

it('two runs at once, one of them in a copy', async () => {
  const text = (outcome: string) => `import time\ndef test_it():\n    time.sleep(0.3)\n    ${outcome}\n`;
  await using plugin = await startTestsPlugin({
    files: { 'test_it.py': text('pass'), '../copy/test_it.py': text('assert 1 == 2') },
  });
  const [own, copy] = await Promise.all([plugin.run(), plugin.run({ root: `${plugin.root}/../copy` })]);
  expect([own.counts, copy.counts]).toMatchObject([
    { passed: 1, failed: 0 },
    { passed: 0, failed: 1 },
  ]);
});
