import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coverageTable, lineRanges } from '../../../../plugins/tests/cli/coverage-table.js';
import { coverageArguments } from '../../../../plugins/tests/coverage/coverage-arguments.js';
import { readCoverage } from '../../../../plugins/tests/coverage/read-coverage.js';
import { describeEnd } from '../../../../plugins/tests/results/describe-end.js';
import { startTestsPlugin } from '../support/tests-plugin.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-coverage-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

describe('what is measured', () => {
  it.each([
    [
      'packages of the root',
      { 'app/__init__.py': '', 'lib/__init__.py': '', 'tests/__init__.py': '', 'docs/x.py': '' },
      ['--cov=app', '--cov=lib'],
    ],
    ['packages of src', { 'src/app/__init__.py': '', 'tests/test_a.py': '' }, ['--cov=src/app']],
    ['the root', { 'main.py': '' }, ['--cov=.']],
    [
      'what addopts say',
      { 'pytest.ini': '[pytest]\naddopts =\n  -ra\n  --cov=app --cov-report=html\ntestpaths = tests\n' },
      [],
    ],
    [
      'what addopts of pyproject say',
      { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = [\n  "-ra",\n  "--cov",\n]\n' },
      [],
    ],
    [
      'not what a comment says',
      { 'setup.cfg': '[tool:pytest]\naddopts = -ra\n[other]\nnote = --cov=app\n' },
      ['--cov=.'],
    ],
    [
      'not what only speaks of reports',
      { 'pytest.ini': '[pytest]\naddopts = --cov-report=html --cov-config=x\n' },
      ['--cov=.'],
    ],
    [
      'the source of coverage',
      { 'pyproject.toml': '[tool.coverage.run]\nbranch = true\nsource = ["app"]\n' },
      ['--cov'],
    ],
    ['the source of .coveragerc', { '.coveragerc': '[run]\nsource =\n  app\n' }, ['--cov']],
    ['not that of reports', { '.coveragerc': '[run]\nbranch = 1\n[paths]\nsource =\n  app\n' }, ['--cov=.']],
  ] as [string, Record<string, string>, string[]][])('%s', async (_what, files, source) => {
    await write(files);
    expect(await coverageArguments(root)).toEqual(['-p', 'devmgr_pytest.coverage_told', ...source, '--cov-report=']);
  });
});

it('reads what was told; what is broken or missing is said', async () => {
  const told = '{"percent":50}\n{"path":"a.py","statements":2,"covered":1,"missing":[2]}\n';
  await write({
    'coverage.jsonl': `${told}{"path":"${root}/b.py","statements":1,"covered":1,"missing":[]}\n{"path":1}\n`,
  });
  expect(await readCoverage(root, root)).toEqual({
    report: {
      percent: 50,
      files: [
        { path: 'a.py', statements: 2, covered: 1, missing: [2] },
        { path: 'b.py', statements: 1, covered: 1, missing: [] },
      ],
    },
  });
  await write({ 'coverage.jsonl': `${told}{"path":"b.p` });
  expect(await readCoverage(root, root)).toEqual({ problem: 'the measurement could not be read' });
  await write({ 'coverage.jsonl': '{"problem":"No data to report."}\n' });
  expect(await readCoverage(root, root)).toEqual({ problem: 'No data to report.' });
  expect(await readCoverage(join(root, 'gone'), root)).toEqual({ problem: 'pytest ended before it was measured' });
});

it('prints the files that lack most first', () => {
  expect(lineRanges([1, 2, 3, 7, 9, 10])).toBe('1-3, 7, 9-10');
  const files = [
    { path: 'a.py', statements: 300, covered: 299, missing: [4] },
    { path: 'whole.py', statements: 3, covered: 3, missing: [] },
    { path: 'lib/b.py', statements: 4, covered: 2, missing: [1, 2] },
  ];
  expect(coverageTable({ files, percent: 99.7 })).toEqual([
    'lib/b.py   50%  1-2',
    'a.py       99%  4',
    'Coverage   99%  1 of 3 files whole',
  ]);
});

it('is measured under workers too, beside the reports of the project', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'app/__init__.py': 'def f(x):\n    if x:\n        return 1\n    return 2\n',
      'test_a.py': 'from app import f\ndef test_a(): assert f(1) == 1\ndef test_b(): pass\n',
      'pytest.ini': '[pytest]\npythonpath = .\naddopts = --cov=app --cov-report=xml --cov-fail-under=90\n',
    },
  });
  const state = await plugin.run({ coverage: true, workers: 2 });
  expect(state.coverage).toEqual({
    files: [{ path: 'app/__init__.py', statements: 4, covered: 3, missing: [4] }],
    percent: 75,
  });
  expect(plugin.output.join('\n')).toContain('coverage.xml');
  expect(state.counts).toMatchObject({ passed: 2, failed: 0 });
  expect(describeEnd(state)?.message).toBe('No test failed, and pytest ended with exit code 1: coverage is 75%.');
});
