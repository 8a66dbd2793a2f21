import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { describeEnd } from '../../../../plugins/tests/results/describe-end.js';
import { idleState } from '../../../../plugins/tests/results/run-model.js';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const files = { 'test_it.py': 'def test_it(): pass\n' };

describe('a run that does not get to its tests says what to do', () => {
  it.each([
    [
      'an unknown option',
      files,
      ['--no-such-option'],
      4,
      /refused its command line/,
      /unrecognized arguments: --no-such-option/,
    ],
    [
      'paths that lead nowhere',
      files,
      ['test_it.py::one', 'test_it.py::other'],
      4,
      /refused its command line/,
      /^not found: .*test_it\.py::one, not found: .*test_it\.py::other$/,
    ],
    [
      'a conftest that fails',
      { ...files, 'conftest.py': 'import no_such_thing\n' },
      [],
      4,
      /conftest\.py could not be loaded/,
      /no_such_thing/,
    ],
    ['no tests', { 'test_it.py': '' }, [], 5, /No tests were found/, /test_\*/],
    ['nothing selected', files, ['-k', 'other'], 5, /No test was selected; 1 was found/, /markers/],
    [
      'pytest.exit',
      { 'test_it.py': 'import pytest\ndef test_it(): pytest.exit("enough")\n' },
      [],
      2,
      /interrupted/,
      /enough/,
    ],
    [
      'a plugin that breaks',
      { ...files, 'conftest.py': 'def pytest_runtestloop(): raise RuntimeError("my plugin")\n' },
      [],
      3,
      /failed inside/,
      /my plugin/,
    ],
    [
      'a file that cannot be collected',
      { 'test_it.py': 'import no_such_thing\n' },
      [],
      2,
      /1 file could not be collected/,
      /python\S* has no no_such_thing: .*tests\.python.*DEVMGR_PYTHON.*Correct test_it\.py.*devmgr test -- --continue-on-collection-errors, on the screen O/,
    ],
    [
      'a conftest below that fails',
      { 'tests/test_it.py': 'def test_it(): pass\n', 'tests/conftest.py': 'import no_such_thing\n' },
      [],
      4,
      /tests\/conftest\.py could not be loaded/,
      /python\S* has no no_such_thing/,
    ],
    [
      'a conftest with a fault of its own',
      { ...files, 'conftest.py': 'raise ImportError("mine")\n' },
      [],
      4,
      /^\S*conftest\.py could not be loaded/,
      /^(?!.*interpreter).*mine/,
    ],
    [
      'a conftest whose hook raises at the end',
      { ...files, 'conftest.py': 'def pytest_sessionfinish(session): raise RuntimeError("mine")\n' },
      [],
      1,
      /No test failed, and pytest ended with exit code 1/,
      /^RuntimeError: mine \(conftest\.py:1\)$/,
    ],
    ['a wrong marker expression', files, ['-m', 'not ('], 4, /refused its command line/, /Wrong expression/],
  ] as [string, Record<string, string>, string[], number, RegExp, RegExp][])(
    '%s',
    async (_what, project, args, code, message, hint) => {
      await using plugin = await startTestsPlugin({ files: project, interactive: true });
      const state = await plugin.run({ args });
      expect(state.end).toMatchObject({ kind: 'finished', exitCode: code });
      const described = describeEnd(state);
      expect(described?.message).toMatch(message);
      expect(described?.hint).toMatch(hint);
      expect(plugin.testing.notifications).toMatchObject(code > 1 ? [{ message: described?.message }] : []);
    },
  );

  it('no pytest', async () => {
    await using plugin = await startTestsPlugin({ files, settings: { python: '/no/such/python' } });
    await expect(plugin.runs.start()).rejects.toMatchObject({
      code: 'PLUGIN_TESTS_NO_PYTEST',
      exitCode: 5,
      hint: expect.stringContaining('pip install pytest') as string,
    });
    expect(plugin.runs.current.get().status).toBe('idle');
  });

  it('nothing that failed', async () => {
    await using plugin = await startTestsPlugin({ files });
    await expect(plugin.runs.start({ failed: true })).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NOTHING_FAILED' });
    expect(outcomes(await plugin.run())).toEqual({ 'test_it.py::test_it': 'passed' });
  });

  it('the project is gone', async () => {
    await using plugin = await startTestsPlugin({ files });
    await rm(plugin.testing.context.workspace.root, { recursive: true });
    await expect(plugin.runs.start()).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NO_PROJECT' });
  });

  it('a run is on', async () => {
    await using plugin = await startTestsPlugin({ files });
    const first = plugin.runs.start();
    await expect(plugin.runs.start()).rejects.toMatchObject({ code: 'PLUGIN_TESTS_RUN_IS_ON' });
    expect((await (await first).done).end).toEqual({ kind: 'finished', exitCode: 0 });
  });
});

it('a pytest that dies while it collects is not explained by its head', () => {
  const lastLines = ['=== test session starts ===', 'platform linux -- Python 3', 'rootdir: /a', 'asyncio: mode=auto'];
  const end = { kind: 'crashed', detail: 'pytest ended (exit code 3) while collecting' } as const;
  const hint = (more: readonly string[]) =>
    describeEnd({ ...idleState, status: 'finished', end: { ...end, lastLines: [...lastLines, ...more] } })?.hint;
  expect(hint(['collected 1 item', 'test_a.py .   [100%]'])).toBe('Look at the logs for what pytest said.');
  expect(hint(['last words', 'test_a.py .F   [100%]'])).toBe('last words');
});

it('what a conftest says reaches no terminal with its escape sequences', async () => {
  await using plugin = await startTestsPlugin({
    interactive: true,
    files: { ...files, 'conftest.py': 'raise RuntimeError("a\\x1b]0;title\\x07b")\n' },
  });
  await plugin.run();
  const said = plugin.testing.notifications.map(({ message, hint }) => `${message} ${hint ?? ''}`).join();
  expect(said).toContain('RuntimeError: a');
  expect(said).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
});
