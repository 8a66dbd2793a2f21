import { describe, expect, it } from 'vitest';
import { verifyStage } from './support/verify-stage.js';

const options = { where: 'copy', signal: new AbortController().signal } as const;
/** The code returns another number than the last test wants. */
const answer = [{ path: 'mod.py', text: 'def f(): return 2\n' }];
const ini = '[pytest]\n';
const first = 'import os, pytest\nfrom mod import f\ndef test_a(): assert True\n';
const old = 'def test_old(): assert 0\n';
const last = 'def test_z(): assert f() == 1\n';

function project(middle: string, options = ini) {
  return { 'mod.py': 'def f(): return 1\n', 'test_mod.py': `${first}${middle}${last}`, 'pytest.ini': options };
}

describe('a run that ended before its last test never passes, though all that failed did so before', () => {
  it.each([
    ['a test that kills pytest', 'def test_crash(): os._exit(3)\n', 'exit code 3'],
    ['a test that ends pytest as if all were well', `${old}def test_k(): pytest.exit("enough", 0)\n`, 'did not run'],
    ['the same without any failure', 'def test_k(): pytest.exit("enough", 0)\n', 'did not run'],
    ['an interruption', `${old}def test_k(): raise KeyboardInterrupt\n`, 'KeyboardInterrupt'],
  ])('%s', async (_what, middle, detail) => {
    await using stage = await verifyStage(project(middle));
    const verification = await stage.verify(answer, options);
    expect(verification).toMatchObject({ verdict: 'unable', failures: [] });
    expect(verification.detail).toContain(detail);
    expect(verification.detail).toMatch(/\d of \d tests did not run\./);
  });
});

it.each(['-x', '--maxfail=1', '--exitfirst'])(
  'goes on behind a known failure, though the project says %s',
  async (flag) => {
    await using stage = await verifyStage(project(old, `${ini}addopts = ${flag}\n`));
    const verification = await stage.verify(answer, options);
    expect(verification).toMatchObject({ verdict: 'failed', failedBefore: ['test_mod.py::test_old'] });
    expect(verification.failures.map(({ id }) => id)).toEqual(['test_mod.py::test_z']);
  },
);

it('does not believe an exit code that is none', async () => {
  const conftest = 'def pytest_sessionfinish(session): session.exitstatus = 0\n';
  await using stage = await verifyStage({ ...project(''), 'conftest.py': conftest });
  const verification = await stage.verify(answer, options);
  expect(verification.verdict).toBe('failed');
  expect(verification.failures.map(({ id }) => id)).toEqual(['test_mod.py::test_z']);
});

it('does not take tests for run that only were set up', async () => {
  await using stage = await verifyStage(project('', `${ini}addopts = --setup-only\n`));
  expect(await stage.verify(answer, options)).toMatchObject({ verdict: 'unable', failures: [] });
});

it('says why nothing could be run, where that is so without the change too', async () => {
  await using stage = await verifyStage({ ...project(''), 'conftest.py': 'import nothing_of_this_name\n' });
  const verification = await stage.verify(answer, options);
  expect(verification).toMatchObject({ verdict: 'unable', failedBefore: ['conftest.py'] });
  expect(verification.detail).toContain('conftest.py cannot be loaded without the change either: ');
  expect(verification.detail).toContain("No module named 'nothing_of_this_name'");
});
