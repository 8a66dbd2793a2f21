import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../../../results/describe-end.js';
import { formatDuration } from '../../../results/format-duration.js';
import { counted, countLook, outcomeLook } from '../../../results/outcome-look.js';
import { endLines } from '../end-lines.js';

const MOST_SLOW = 10;
const MOST_ERROR_LINES = 30;
/** What takes less is not worth a line. */
const SLOW_FROM_MS = 5;

/** The run that is shown: what was run with what, how it ended, which files could not be collected, which tests took longest. */
export function runLines(run: TestRunState): readonly StyledText[] {
  if (run.status === 'idle') return [];
  const end = describeEnd(run);
  return [
    ...(end ? endLines(run, end) : [[{ text: `${run.status} …`, style: 'accent' as const }]]),
    countLine(run),
    '',
    ...facts(run).map(([name, value]): StyledText => [{ text: name.padEnd(9), style: 'muted' }, { text: value }]),
    ...slowLines(run),
    ...errorLines(run),
  ];
}

function countLine({ counts }: TestRunState): StyledText {
  const given = countLook.filter(({ key }) => counts[key] > 0);
  return given.map(({ key, noun, like }, index): TextSpan => {
    return { text: `${index > 0 ? '  ' : ''}${counted(counts[key], noun)}`, style: outcomeLook[like].style };
  });
}

function facts({
  profile,
  python,
  workers,
  startedAt,
  durationMs,
  total,
  strayModules = [],
}: TestRunState): [string, string][] {
  return [
    ...(profile === undefined ? [] : [['profile', profile] as [string, string]]),
    ...(python === undefined ? [] : [['python', python] as [string, string]]),
    ...(total === undefined ? [] : [['tests', String(total)] as [string, string]]),
    ...(workers > 0 ? [['workers', String(workers)] as [string, string]] : []),
    ...(startedAt === undefined
      ? []
      : [['began at', new Date(startedAt).toTimeString().slice(0, 8)] as [string, string]]),
    ...(durationMs === undefined ? [] : [['took', formatDuration(durationMs)] as [string, string]]),
    ...strayModules.map((path) => ['not of the copy', path] as [string, string]),
  ];
}

function slowLines({ cases }: TestRunState): StyledText[] {
  const slow = slowest(cases.values());
  if (slow.length === 0) return [];
  const lines = slow.map(({ id, durationMs = 0 }): StyledText => {
    return [{ text: `${formatDuration(durationMs).padStart(6)}  `, style: 'muted' }, { text: id }];
  });
  return ['', [{ text: 'Slowest', style: 'strong' }], ...lines];
}

/** Without sorting all of them: there may be 30,000. */
function slowest(cases: Iterable<TestCase>): readonly TestCase[] {
  const slow: TestCase[] = [];
  for (const test of cases) {
    const ms = test.durationMs ?? 0;
    if (ms < SLOW_FROM_MS || (slow.length === MOST_SLOW && ms <= (slow.at(-1)?.durationMs ?? 0))) continue;
    slow.push(test);
    slow.sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
    slow.length = Math.min(slow.length, MOST_SLOW);
  }
  return slow;
}

function errorLines({ collectionErrors }: TestRunState): StyledText[] {
  return collectionErrors.flatMap(({ path, traceback }): StyledText[] => [
    '',
    [{ text: `! ${path} could not be collected`, style: 'error' }],
    ...traceback.trimEnd().split('\n').slice(-MOST_ERROR_LINES),
  ]);
}
