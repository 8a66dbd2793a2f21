import fc from 'fast-check';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { emptyCase } from '../../../../plugins/tests/results/empty-case.js';
import type { ImportedRun } from '../../../../plugins/tests/report/imported-run.js';
import { jsonReport } from '../../../../plugins/tests/report/json/write-json-report.js';
import { junitName } from '../../../../plugins/tests/report/junit/junit-name.js';
import { junitReport } from '../../../../plugins/tests/report/junit/write-junit.js';
import { NodeIds } from '../../../../plugins/tests/report/node-ids.js';
import { readReport } from '../../../../plugins/tests/report/read-report.js';
import type { ReportRun } from '../../../../plugins/tests/report/report-run.js';
import { noCounts } from '../../../../plugins/tests/results/run-model.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'devmgr-reports-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const never = new AbortController().signal;

async function read(content: string | Uint8Array, known: readonly string[] = []): Promise<ImportedRun> {
  const path = join(folder, `report-${(files += 1)}`);
  await writeFile(path, content);
  return (await readReport(path, folder, new NodeIds(known, folder), never)).run;
}

const suite = (inner: string) => `<testsuite name="pytest" tests="1">${inner}</testsuite>`;

function reportRun(tests: readonly TestCase[]): ReportRun {
  const nothing = { collectionErrors: [], warnings: [], python: undefined };
  return {
    id: 'run-1',
    startedAt: 1_700_000_000_000,
    durationMs: 1_500,
    exitCode: 1,
    counts: noCounts,
    tests,
    root: '/p',
    ...nothing,
  };
}

it('reads what other CIs write: suites in suites, namespaces, CDATA, runs again, thousands with a comma', async () => {
  const run = await read(`<?xml version="1.0"?><!DOCTYPE x><j:testsuites xmlns:j="urn:j">
    <testsuite name="outer" time="1,002.5" timestamp="2024-05-01T10:00:00Z"><properties><property name="a" value="b"/></properties>
      <testsuite name="inner" time="2"><testcase classname="com.acme.OrderTest" name="adds" time="1,001.25">
        <flakyFailure message="once">trace</flakyFailure><system-out><![CDATA[said <b>]]></system-out></testcase>
        <testcase classname="com.acme.OrderTest" name="fails" time="x"><failure type="E"><![CDATA[at line 1]]>
          &amp; more</failure></testcase>
        <testcase classname="com.acme.OrderTest" name="skips"><skipped>not here</skipped></testcase></testsuite>
    </testsuite></j:testsuites>`);
  expect(run).toMatchObject({ startedAt: Date.parse('2024-05-01T10:00:00Z'), durationMs: 1_002_500 });
  expect(run.tests).toMatchObject([
    { id: 'com.acme.OrderTest::adds', outcome: 'passed', durationMs: 1_001_250, reruns: 1 },
    {
      id: 'com.acme.OrderTest::fails',
      outcome: 'failed',
      durationMs: undefined,
      traceback: expect.stringMatching(/^at line 1\s+& more$/),
    },
    { id: 'com.acme.OrderTest::skips', outcome: 'skipped', message: 'not here' },
  ]);
});

it.each([
  ['tests that are known', 'tests.test_a.TestX', 'test_p[#x1B[1m]', 'tests/test_a.py::TestX::test_p[\x1b[1m]'],
  [
    'modules of pytest',
    'tests.unit.test_b.TestY.TestZ',
    'test_q[a.b::c]',
    'tests/unit/test_b.py::TestY::TestZ::test_q[a.b::c]',
  ],
  ['doctests that are known', 'docs.guide.txt', 'guide.txt', 'docs/guide.txt::guide.txt'],
  ['another language', 'Acme.Order', 'adds', 'Acme.Order::adds'],
])('finds the node ids of %s', async (_what, classname, name, id) => {
  const known = ['tests/test_a.py::TestX::test_p[\x1b[1m]', 'docs/guide.txt::guide.txt'];
  expect(new NodeIds(known, folder).find({ classname, name, file: undefined })).toBe(id);
});

it('takes the file of the project, whatever its names look like', async () => {
  await writeFile(join(folder, 'Checks.py'), '');
  const ids = new NodeIds([], folder);
  expect(ids.find({ classname: 'Checks.it', name: 'adds', file: undefined })).toBe('Checks.py::it::adds');
  expect(ids.find({ classname: 'src.checks.Orders', name: 'adds', file: 'src/checks.py' })).toBe(
    'src/checks.py::Orders::adds',
  );
  expect(ids.find({ classname: '..etc', name: 'x', file: undefined })).toBe('..etc::x');
});

it.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${suite('<testcase classname="a" name="ü"/>')}`), 'ü'],
  [
    'UTF-16',
    Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?>${suite('<testcase classname="a" name="ü"/>')}`,
      'utf16le',
    ),
    'ü',
  ],
  [
    'Latin 1',
    Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${suite('<testcase classname="a" name="ü"/>')}`, 'latin1'),
    'ü',
  ],
  ['bytes that are no UTF-8', Buffer.from(suite('<testcase classname="a" name="\xfc"/>'), 'latin1'), '\ufffd'],
])('reads %s', async (_what, bytes, name) => {
  expect((await read(bytes)).tests.map(({ id }) => id)).toEqual([`a::${name}`]);
});

it.each([
  [
    'entities that grow',
    `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${suite('<testcase name="&b;"/>')}`,
    /entity, line 1/,
  ],
  [
    'files as entities',
    `<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>${suite('<testcase name="x">&a;</testcase>')}`,
    /entity/,
  ],
  ['a document that is cut', '<testsuite>\n<testcase name="a">', /Unclosed root tag/],
  ['tags that do not fit', '<testsuite>\n<testcase></testsuite>', /close tag, line 2/],
  ['suites that lie too deep', '<testsuite>'.repeat(100_000), /more than 500 deep/],
  ['other XML', '<html><body/></html>', /neither JUnit XML nor/],
  ['other JSON', '{"tests": 3}', /neither JUnit XML nor/],
  ['broken JSON', '{"tests": [', /could not be read/],
  ['nothing', '', /could not be read/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /could not be read/],
])('refuses %s', async (_what, content, message) => {
  await expect(read(content)).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_REPORT',
    message: expect.stringMatching(message),
  });
});

it('refuses what is missing, no file, or too long', async () => {
  const ids = new NodeIds([], folder);
  await expect(readReport('nowhere.xml', folder, ids, never)).rejects.toMatchObject({ code: 'PLUGIN_TESTS_REPORT' });
  await expect(readReport('.', folder, ids, never)).rejects.toMatchObject({
    message: expect.stringContaining('is no file'),
  });
  await writeFile(join(folder, 'long.xml'), '<');
  await truncate(join(folder, 'long.xml'), 300_000_000);
  await expect(readReport('long.xml', folder, ids, never)).rejects.toMatchObject({
    message: expect.stringContaining('200 MB'),
  });
});

it('reads long messages, and thirty thousand tests without keeping others waiting', async () => {
  const long = 'm'.repeat(3_000_000);
  const cases = Array.from(
    { length: 30_000 },
    (_, n) => `<testcase classname="tests.test_x" name="test_${n}" time="0.001"/>`,
  );
  const content = suite(
    `<testcase classname="a" name="long"><failure message="${long}">${long}</failure></testcase>${cases.join('')}`,
  );
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const run = await read(content);
  clearInterval(counting);
  expect(run.tests).toHaveLength(30_001);
  expect(run.tests[0]?.traceback).toHaveLength(200_000);
  expect(turns).toBeGreaterThan(20);
});

const outcomes = ['passed', 'failed', 'error', 'skipped', 'xfailed'] as const;
const anyTest = fc.record({
  name: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  outcome: fc.constantFrom(...outcomes),
  text: fc.string({ unit: 'binary', maxLength: 60 }),
  durationMs: fc.integer({ min: 0, max: 100_000 }),
});

it('what was written as JUnit XML is read again: every test with its outcome, whatever is in its name and texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTest, { maxLength: 12 }), async (given) => {
      const tests = given.map(({ name, outcome, text, durationMs }, n): TestCase => {
        const id = `tests/test_${n}.py::test_x[${name}]`;
        return { ...emptyCase(id), outcome, durationMs, message: text.split('\n', 1)[0], traceback: text };
      });
      const run = await read(
        [...junitReport(reportRun(tests))].join(''),
        tests.map(({ id }) => id),
      );
      expect(run.runId).toBe('run-1');
      expect(run.startedAt).toBe(1_700_000_000_000);
      expect(run.tests.map(({ outcome, durationMs }) => [outcome, durationMs])).toEqual(
        tests.map(({ outcome, durationMs }) => [outcome, durationMs]),
      );
      expect(run.tests.map(({ id }) => id)).toEqual(tests.map(({ id }) => id));
    }),
    { numRuns: 60 },
  );
});

it('what was written as pytest-json-report is read again, with ids as they were', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTest, { maxLength: 12 }), async (given) => {
      const tests = given.map(({ name, outcome, text, durationMs }, n): TestCase => {
        const phaseMs = [0, outcome === 'skipped' || outcome === 'error' ? undefined : durationMs, 0] as const;
        return { ...emptyCase(`t${n}.py::test[${name}]`), outcome, durationMs, phaseMs, message: 'm', traceback: text };
      });
      const run = await read([...jsonReport(reportRun(tests))].join(''));
      expect(run).toMatchObject({ runId: 'run-1', startedAt: 1_700_000_000_000, durationMs: 1_500, exitCode: 1 });
      expect(run.tests.map(({ id, outcome }) => [id, outcome])).toEqual(tests.map(({ id, outcome }) => [id, outcome]));
    }),
    { numRuns: 60 },
  );
});

it('names tests as pytest does', () => {
  expect(junitName('tests/api/test_x.py::TestA::test_b[1::2/3.py]')).toEqual({
    classname: 'tests.api.test_x.TestA',
    name: 'test_b[1::2/3.py]',
  });
  expect(junitName('tests/test_broken.py')).toEqual({ classname: '', name: 'tests.test_broken' });
});
