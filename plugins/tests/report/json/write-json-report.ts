import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { failedPhases, type FailedPhase, type PhaseName } from '../parts-of-failure.js';
import type { ReportRun } from '../report-run.js';

const phases: readonly PhaseName[] = ['setup', 'call', 'teardown'];

/**
 * The report of a run as pytest-json-report writes it: https://github.com/numirias/pytest-json-report#format. In pieces, one a test.
 * `devmgr` tells which run of devmgr it is. Of a run that was recorded earlier the times of the phases are not known: then `call` has the whole.
 */
export function* jsonReport(run: ReportRun): Generator<string> {
  const head = {
    created: (run.startedAt + run.durationMs) / 1000,
    duration: run.durationMs / 1000,
    ...(run.exitCode !== undefined && { exitcode: run.exitCode }),
    root: run.root,
    environment: run.python === undefined ? {} : { Interpreter: run.python },
    summary: summary(run),
    ...(run.id !== undefined && {
      devmgr: { run: run.id, ...(run.notKept !== undefined && { notKept: run.notKept }) },
    }),
    ...(run.collectionErrors.length > 0 && { collectors: run.collectionErrors.map(collector) }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"tests":[`;
  for (const [index, test] of run.tests.entries())
    yield `${index === 0 ? '' : ',\n'}${JSON.stringify(testEntry(test))}`;
  yield ']';
  if (run.warnings.length > 0) yield `,"warnings":${JSON.stringify(run.warnings.flatMap(warningEntries))}`;
  yield '}\n';
}

function summary({ tests, counts }: ReportRun): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { outcome } of tests) sums[outcome] = (sums[outcome] ?? 0) + 1;
  const collected = tests.length + counts.deselected;
  return { ...sums, total: tests.length, collected, ...(counts.deselected > 0 && { deselected: counts.deselected }) };
}

function collector({ path, traceback }: ReportRun['collectionErrors'][number]): object {
  return { nodeid: path, outcome: 'failed', result: [], longrepr: traceback };
}

function testEntry(test: TestCase): object {
  const { id, line, markers, outcome } = test;
  const stages = Object.fromEntries(phases.flatMap((phase) => stageEntry(test, phase)));
  return { nodeid: id, lineno: line === undefined ? null : line - 1, outcome, keywords: markers, ...stages };
}

function stageEntry(test: TestCase, phase: PhaseName): readonly (readonly [PhaseName, object])[] {
  const ms = test.phaseMs ? test.phaseMs[phases.indexOf(phase)] : phase === 'call' ? test.durationMs : undefined;
  if (ms === undefined) return [];
  const failed = failedPhases(test).find((each) => each.phase === phase);
  const outcome = failed ? 'failed' : isSkipped(test, phase) ? 'skipped' : 'passed';
  const entry = {
    duration: ms / 1000,
    outcome,
    ...(failed && failureEntry(test, failed)),
    ...(outcome === 'skipped' && test.message !== undefined && { longrepr: test.message }),
    ...written(test, phase),
  };
  return [[phase, entry]];
}

/** The last phase before the tear-down is what made it so. */
function isSkipped({ outcome, phaseMs }: TestCase, phase: PhaseName): boolean {
  if (outcome !== 'skipped' && outcome !== 'xfailed') return false;
  return phase === (phaseMs && phaseMs[1] === undefined ? 'setup' : 'call');
}

/** The frames of a test are those of its last failure. */
function failureEntry(test: TestCase, { phase, message, text: longrepr }: FailedPhase): object {
  const frames = failedPhases(test).at(-1)?.phase === phase ? test.frames : [];
  const traceback = frames.map(({ path, line }) => ({ path, lineno: line, message: '' }));
  const last = frames.at(-1);
  return { ...(last && { crash: { path: last.path, lineno: last.line, message } }), traceback, longrepr };
}

function written({ sections }: TestCase, phase: PhaseName): Readonly<Record<string, string>> {
  const found = sections.flatMap(({ title, text }) => {
    const [, stream, when] = /^Captured (stdout|stderr) (setup|call|teardown)$/.exec(title) ?? [];
    return stream !== undefined && when === phase ? [[stream, text] as const] : [];
  });
  return Object.fromEntries(found);
}

function warningEntries({
  category,
  message,
  path,
  line,
  testId,
  count,
}: ReportRun['warnings'][number]): readonly object[] {
  const entry = { message, category, when: testId === undefined ? 'collect' : 'runtest', filename: path, lineno: line };
  // The format has one entry a warning; a thousand times the same say no more than ten.
  return Array.from({ length: Math.min(count, 10) }, () => entry);
}
