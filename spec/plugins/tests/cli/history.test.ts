import { execFileSync, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryDocument, TestHistoryDocument } from '../../../../plugins/tests/cli/history-document.js';
import { reportFile } from '../../../../plugins/tests/report/report-file.js';
import { until } from '../../../core/processes/until.js';
import { startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

const files = {
  'tests/unit/test_a.py': `import pytest, os
class TestX:
    @pytest.mark.parametrize('v', ['a::b', 'x y', '<&>', 'ü', '\\\\x1b'])
    def test_p(self, v): pass
def test_bad():
    print('said')
    assert {'a': 1} == {'a': 2}, 'no\\x01'
def test_skip(): pytest.skip('not now')
@pytest.mark.xfail(reason='known')
def test_xfail(): assert 0
@pytest.mark.xfail
def test_xpass(): pass
@pytest.fixture
def before(): 1 / 0
@pytest.fixture
def after():
    yield
    1 / 0
def test_setup(before): pass
def test_teardown(after): pass
def test_both(after): assert 0
def test_sometimes(): assert os.path.exists('ok.txt')
`,
  'tests/test_broken.py': 'import nothing_like_this\n',
  '.gitignore': '*.txt\n*.xml\n*.json\n__pycache__\n',
};

let plugin: TestsPlugin;
let commit: string;
const at = (name: string) => join(plugin.root, name);
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    cwd: plugin.root,
    encoding: 'utf8',
  }).trim();
const word = (flags: Record<string, string | number | boolean>, args: readonly string[] = [], json = true) =>
  plugin.testing.runWord('test', { flags, args, json });
const document = async <T>(flags: Record<string, string | number | boolean>, args: readonly string[] = []) =>
  JSON.parse((await word({ history: true, ...flags }, args)).stdout) as T;

beforeAll(async () => {
  plugin = await startTestsPlugin({ files });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  commit = git('rev-parse', 'HEAD');
  await plugin.testing.runWord('test', {
    flags: { junit: at('ours.xml'), report: at('ours.json') },
    rest: ['--continue-on-collection-errors', `--junitxml=${at('theirs.xml')}`],
  });
  await writeFile(at('ok.txt'), '');
  await plugin.run({ paths: ['tests/unit/test_a.py::test_sometimes'] });
});
afterAll(() => plugin[Symbol.asyncDispose]());

/** Counts, and what each test case is called and has in it. */
async function essence(file: string): Promise<object> {
  const text = await readFile(at(file), 'utf8');
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(text)?.[1]);
  const cases = [
    ...text.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"[^>]*?(?:\/>|>(?:<(\w+)[^>]*? message="([^"]*)")?)/g),
  ];
  return {
    counts: ['errors', 'failures', 'skipped', 'tests'].map(count),
    // The messages of ours are one line.
    cases: cases.map(([, classname, name, tag, message]) => [classname, name, tag, message?.split('&#10;', 1)[0]]),
  };
}

it('writes the JUnit XML that pytest writes, in counts, names and messages', async () => {
  expect(await essence('ours.xml')).toEqual(await essence('theirs.xml'));
  expect(await readFile(at('ours.xml'), 'utf8')).toContain('<system-out>Captured stdout call\nsaid</system-out>');
});

it('writes the document of pytest-json-report', async () => {
  const report = JSON.parse(await readFile(at('ours.json'), 'utf8')) as Record<string, unknown> & { tests: object[] };
  expect(report).toMatchObject({
    exitcode: 1,
    root: plugin.root,
    summary: { passed: 5, failed: 2, error: 3, skipped: 1, xfailed: 1, xpassed: 1, total: 13, collected: 13 },
    collectors: [{ nodeid: 'tests/test_broken.py', outcome: 'failed' }],
  });
  expect(report.tests.find((test) => JSON.stringify(test).includes('::test_both'))).toMatchObject({
    nodeid: 'tests/unit/test_a.py::test_both',
    outcome: 'error',
    setup: { outcome: 'passed', duration: expect.any(Number) },
    call: { outcome: 'failed', longrepr: expect.stringContaining('assert 0') },
    teardown: { outcome: 'failed', longrepr: expect.stringContaining('ZeroDivisionError') },
  });
  expect(report.tests.find((test) => JSON.stringify(test).includes('::test_bad'))).toMatchObject({
    call: { stdout: 'said\n', crash: { path: 'tests/unit/test_a.py', lineno: 7 } },
  });
});

it('tells the last runs with their commit, and which tests are flaky', async () => {
  const { runs, flaky } = await document<HistoryDocument>({});
  expect(runs).toMatchObject([
    { commit, branch: 'main', isDirty: false, counts: { passed: 1 }, exitCode: 0 },
    { commit, branch: 'main', isDirty: false, counts: { failed: 3, errors: 4, xpassed: 1 }, exitCode: 1 },
  ]);
  expect(flaky.map(({ id }) => id)).toEqual(['tests/unit/test_a.py::test_sometimes']);
  expect((await document<HistoryDocument>({ limit: 1 })).runs).toHaveLength(1);
  expect((await document<HistoryDocument>({ limit: 1e99 })).runs).toHaveLength(2);
  const { stdout } = await word({ history: true }, [], false);
  expect(stdout).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  ${commit.slice(0, 8)}   .*  1 passed,`, 'm'));
  expect(stdout).toMatch(/^Runs, newest first; .*\n/);
  expect(stdout).toMatch(
    /\nFlaky: .* \(results: the newest is the last sign\)\n +✗✓ {2}tests\/unit\/test_a\.py::test_sometimes\n/,
  );
});

it('tells the results of a test, and of those of a file', async () => {
  const one = await document<TestHistoryDocument>({}, ['tests/unit/test_a.py::test_bad']);
  expect(one).toMatchObject({
    total: 1,
    tests: [{ results: [{ outcome: 'failed', commit }], message: expect.stringContaining('no') }],
  });
  expect(await document<TestHistoryDocument>({ limit: 2 }, ['tests/unit'])).toMatchObject({
    total: 13,
    tests: [{}, {}],
  });
  expect((await document<TestHistoryDocument>({}, ['TeardowN'])).tests.map(({ id }) => id)).toEqual([
    'tests/unit/test_a.py::test_teardown',
  ]);
  const { stdout } = await word({ history: true }, ['test_sometimes'], false);
  expect(stdout).toMatch(
    /^tests\/unit\/test_a\.py::test_sometimes {2}flaky {2}\(newest first\)\n.* ✓ passed .*\n.* ✗ failed .*\n$/,
  );
  await expect(word({ history: true }, ['nowhere'])).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NO_HISTORY',
    exitCode: 5,
  });
  await expect(word({ history: true, limit: 0 })).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
  await expect(word({ history: true }, ['a', 'b'])).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
});

it('reads reports in once, maps their names to tests, and knows its own', async () => {
  const known = await word({ import: true }, [at('ours.xml'), at('ours.json')]);
  expect(JSON.parse(known.stdout)).toMatchObject({
    reports: [
      { isKnown: true, tests: 13 },
      { isKnown: true, tests: 13 },
    ],
  });
  const added = await word({ import: true }, [at('theirs.xml'), at('theirs.xml')], false);
  expect(added.stdout).toMatch(/: 13 tests of .* added to the history\n.*: 13 tests of .*, known already\n$/);
  const { runs } = await document<HistoryDocument>({});
  const imported = runs.find(({ importedFrom }) => importedFrom === 'theirs.xml');
  // A report knows neither xpassed nor that two failed twice.
  expect(imported).toMatchObject({
    counts: { passed: 6, failed: 2, errors: 4, skipped: 1, xfailed: 1 },
  });
  const { tests } = await document<TestHistoryDocument>({}, ['tests/unit/test_a.py::TestX']);
  expect(tests.map(({ outcomes }) => outcomes)).toEqual(Array.from({ length: 5 }, () => ['passed', 'passed']));
  await expect(word({ import: true })).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
  const mixed = await word({ import: true }, [at('none.xml'), at('ours.json')]);
  expect(mixed.code).toBe(5);
  expect(JSON.parse(mixed.stdout)).toMatchObject({
    reports: [{ file: at('ours.json') }],
    problems: [{ file: at('none.xml'), code: 'PLUGIN_TESTS_REPORT' }],
  });
  expect(mixed.stderr).toContain('none.xml cannot be read');
});

it('writes the last recorded run as a report', async () => {
  await plugin.run({ paths: ['tests/unit/test_a.py::test_bad', 'tests/unit/test_a.py::test_skip'] });
  expect((await word({ history: true, junit: at('last.xml') }, [], false)).stdout).toBe(
    `${at('last.xml')} written. Not in it, as the history does not keep it: reasons of skips, files that could not be collected, warnings.\n`,
  );
  expect(await readFile(at('last.xml'), 'utf8')).toContain('name="devmgr.not-kept" value="reasons of skips');
  const text = await readFile(at('last.xml'), 'utf8');
  expect(text).toContain('errors="0" failures="1" skipped="1" tests="2"');
  expect(text).toMatch(/name="test_bad" time="[\d.]+"><failure message="AssertionError: no#x01[^]*&gt; {7}assert/);
});

it.each([
  ['a folder that is not there', 'none/report.xml', 'folder does not exist'],
  ['the name of a folder', 'tests', 'is a folder'],
  ['a link to a folder that is not there', 'lost.xml', 'folder does not exist'],
  ['a socket', 'socket', 'is a socket'],
])('says before the run that a report cannot be written: %s', async (_what, name, message) => {
  await rm(at('none'), { recursive: true, force: true });
  await symlink('none/report.xml', at('lost.xml')).catch(() => undefined);
  const { runs } = await document<HistoryDocument>({});
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  await expect(word({ junit: at(name) })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_REPORT_FILE',
    message: expect.stringContaining(message),
  });
  server.close();
  expect((await document<HistoryDocument>({})).runs).toHaveLength(runs.length);
});

it('puts a report in the place of the one before, and leaves nothing beside it', async () => {
  await mkdir(at('full'));
  await writeFile(at('full/report.json'), 'before');
  await word({ history: true, report: at('full/report.json') });
  expect(JSON.parse(await readFile(at('full/report.json'), 'utf8'))).toMatchObject({ summary: { total: 2 } });
  expect(await readdir(at('full'))).toEqual(['report.json']);
});

it('writes through links, and into pipes that somebody reads', async () => {
  await symlink('later.json', at('link.json'));
  await word({ history: true, report: at('link.json') });
  expect((await lstat(at('link.json'))).isSymbolicLink()).toBe(true);
  expect(JSON.parse(await readFile(at('later.json'), 'utf8'))).toMatchObject({ summary: { total: 2 } });

  execFileSync('mkfifo', [at('pipe')]);
  await expect(word({ history: true, report: at('pipe') })).rejects.toMatchObject({
    message: expect.stringContaining('nobody reads this pipe'),
  });
  const reader = spawn('cat', [at('pipe')]);
  let text = '';
  reader.stdout.on('data', (piece) => (text += String(piece)));
  const read = new Promise((resolve) => reader.once('close', resolve));
  const write = () => word({ history: true, report: at('pipe') });
  await until(() => write().then(Boolean, () => false), 'a reader');
  await read;
  expect(JSON.parse(text)).toMatchObject({ summary: { total: 2 } });

  // Nobody takes what is in this one.
  const keeper = await open(at('pipe'), constants.O_RDWR);
  const long = function* () {
    for (;;) yield 'x'.repeat(10_000);
  };
  const abort = new AbortController();
  const target = await reportFile('pipe', plugin.root, abort.signal);
  const written = target.write(long());
  abort.abort();
  await expect(written).rejects.toMatchObject({ message: expect.stringContaining('did not take it') });
  await keeper.close();
});

it('tells the result before a report that cannot be written, and writes the other one', async () => {
  let stdout = '';
  const flags = { junit: '/dev/full', report: at('other.json') };
  const run = plugin.testing.runWord('test', {
    ...{ flags, args: ['tests/unit/test_a.py::test_bad'] },
    onStdout: (text) => (stdout += text),
  });
  await expect(run).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_REPORT_FILE',
    message: 'The report /dev/full could not be written: ENOSPC: no space left on device.',
  });
  expect(stdout).toMatch(/^1 failed, /m);
  expect(JSON.parse(await readFile(at('other.json'), 'utf8'))).toMatchObject({ summary: { total: 1 } });
});

it.each([
  [{ list: true, watch: true }],
  [{ watch: true, history: true }],
  [{ profiles: true, list: true }],
  [{ watch: true, junit: 'a.xml' }],
  [{ junit: '' }],
  [{ junit: 'a', report: './a' }],
  [{ durations: -1 }],
])('refuses %j', async (flags) => {
  await expect(word(flags)).rejects.toMatchObject({ code: 'DEVMGR_USAGE', exitCode: 2 });
});
