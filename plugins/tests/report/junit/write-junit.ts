import { hostname } from 'node:os';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { failedPhases, type FailedPhase } from '../parts-of-failure.js';
import type { ReportRun } from '../report-run.js';
import { junitName } from './junit-name.js';
import { xmlAttribute, xmlText } from './xml-text.js';

/** The name of the property that tells which run of devmgr it is, so that it is not read in twice. */
export const runProperty = 'devmgr.run';

/**
 * The report of a run as pytest's `--junitxml` writes it (family xunit2): the same names, counts and messages. In pieces, one a test;
 * what failed tests wrote is in `system-out` and `system-err`.
 */
export function* junitReport(run: ReportRun): Generator<string> {
  const { counts } = run;
  const errors = counts.errors;
  const skipped = counts.skipped + counts.xfailed;
  // pytest counts a test that passed and whose tear-down failed twice, and one that failed in both once.
  const failedTwice = run.tests.filter((test) => test.outcome === 'error' && failedPhases(test).length > 1).length;
  const tests = counts.passed + counts.xpassed + counts.failed + errors + skipped - failedTwice;
  const sums = attributes({
    errors,
    failures: counts.failed,
    skipped,
    tests,
    time: seconds(run.durationMs),
    timestamp: new Date(run.startedAt).toISOString(),
    hostname: hostname(),
  });
  yield `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest"${sums}>`;
  if (run.id !== undefined) {
    const properties = [[runProperty, run.id] as const, ['devmgr.not-kept', run.notKept] as const];
    const known = properties.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    yield `<properties>${known.map((each) => `<property${attributes(each)} />`).join('')}</properties>`;
  }
  for (const { path, traceback } of run.collectionErrors) {
    const { classname, name } = junitName(path);
    const error = element('error', { message: 'collection failure' }, traceback);
    yield `<testcase${attributes({ classname, name, time: '0.000' })}>${error}</testcase>`;
  }
  for (const test of run.tests) yield testElements(test);
  yield '</testsuite></testsuites>\n';
}

function testElements(test: TestCase): string {
  const { classname, name } = junitName(test.id);
  const open = `<testcase${attributes({ classname, name, time: seconds(test.durationMs ?? 0) })}`;
  const inner = failedPhases(test).map(failureElement);
  if (inner.length === 0) inner.push(skippedElement(test));
  // pytest writes a second one for the tear-down of a test that has failed already.
  return inner.map((each, index) => close(open, index === 0 ? each + writtenElements(test) : each)).join('');
}

function close(open: string, inner: string): string {
  return inner === '' ? `${open} />` : `${open}>${inner}</testcase>`;
}

function failureElement({ phase, message, text }: FailedPhase): string {
  if (phase === 'call') return element('failure', { message }, text);
  return element('error', { message: `failed on ${phase} with "${message}"` }, text);
}

function skippedElement({ outcome, message = '', file, line }: TestCase): string {
  if (outcome === 'xfailed') return element('skipped', { type: 'pytest.xfail', message }, '');
  const place = line === undefined ? file : `${file}:${line}`;
  if (outcome === 'skipped') return element('skipped', { type: 'pytest.skip', message }, `${place}: ${message}`);
  return '';
}

function writtenElements(test: TestCase): string {
  if (test.outcome !== 'failed' && test.outcome !== 'error') return '';
  const text = (pattern: RegExp) =>
    test.sections
      .filter(({ title }) => pattern.test(title))
      .map((section) => `${section.title}\n${section.text.trimEnd()}`)
      .join('\n\n');
  const [out, err] = [text(/stdout|log/i), text(/stderr/i)];
  return (out && element('system-out', {}, out)) + (err && element('system-err', {}, err));
}

function element(name: string, values: Readonly<Record<string, string>>, text: string): string {
  return `<${name}${attributes(values)}${text === '' ? ' />' : `>${xmlText(text)}</${name}>`}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlAttribute(String(value))}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
