import type { TextSink, TextTools } from 'devmgr/plugin-api';
import type { TestHistory } from '../history/history-database.js';
import { isBad } from '../history/recorded-results.js';
import type { RecordedRun, TestResult } from '../history/recorded-run.js';
import { formatDuration } from '../results/format-duration.js';
import { counted, countLook, recordedLook } from '../results/outcome-look.js';
import type { HistoryDocument, TestHistoryDocument } from './history-document.js';

const order = 'newest first';
/** What the row of signs before a test means. */
const barTitle = 'results: the newest is the last sign';

/** The last runs, and below them what is not as it should be. */
export function printHistory({ runs, flaky, slower }: HistoryDocument, out: TextSink, text: TextTools): void {
  if (runs.length === 0) out.write('No run is recorded yet: devmgr test\n');
  else out.write(`${out.paint('strong', 'Runs')}, ${order}; * behind a commit: with changes that are in none\n`);
  for (const run of runs) out.write(`${runLine(run, out, text)}\n`);
  const section = (title: string, tests: readonly TestHistory[]) => {
    if (tests.length === 0) return;
    out.write(`\n${out.paint('strong', title)} (${barTitle})\n`);
    for (const test of tests) out.write(`  ${bar(test.outcomes, out)}  ${text.clean(test.id)}${slowness(test)}\n`);
  };
  section('Flaky: passed and failed on the same commit', flaky);
  section('Much slower than usual', slower);
}

/** Each test with its results, newest first. Of many tests a line each. */
export function printTestHistory({ tests, total }: TestHistoryDocument, out: TextSink, text: TextTools): void {
  if (total > 1) out.write(`${out.paint('strong', 'Tests')} (${barTitle})\n`);
  for (const test of tests) {
    const marks = `${test.isFlaky ? '  flaky' : ''}${slowness(test)}`;
    if (total === 1) out.write(`${out.paint('strong', text.clean(test.id))}${marks}  (${order})\n`);
    else out.write(`${bar(test.outcomes, out)}  ${text.clean(test.id)}${marks}\n`);
    if (total > 1) continue;
    for (const result of test.results) out.write(`  ${resultLine(result, out)}\n`);
    if (test.message !== undefined) out.write(`\n  ${text.clean(test.message)}\n`);
  }
  if (total > tests.length) out.write(`… and ${total - tests.length} more: --limit ${total}\n`);
}

function runLine(run: RecordedRun, { paint }: TextSink, text: TextTools): string {
  const present = countLook.filter(({ key }) => run.counts[key] > 0);
  const counts = present.map(({ key, noun, like }) => paint(recordedLook(like).style, counted(run.counts[key], noun)));
  const end = run.end === 'finished' ? '' : `  ${run.end}`;
  const from = run.importedFrom === undefined ? '' : `  from ${text.clean(run.importedFrom)}`;
  const profile = run.profile === undefined || run.profile === 'all' ? '' : `  ${text.clean(run.profile)}`;
  return `${localTime(run.startedAt)}  ${commit(run)}  ${formatDuration(run.durationMs).padStart(6)}  ${
    counts.join(', ') || 'no tests'
  }${profile}${end}${from}`;
}

function resultLine({ at, outcome, durationMs, reruns = 0, ...run }: TestResult, { paint }: TextSink): string {
  const { sign, word, style } = recordedLook(outcome);
  const time = durationMs === undefined ? '' : formatDuration(durationMs);
  const again = reruns > 0 ? `  run ${reruns + 1} times` : '';
  return `${localTime(at)}  ${commit(run)}  ${paint(style, `${sign} ${word.padEnd(8)}`)}${time.padStart(7)}${again}`;
}

/** Eight characters of the hash; with a star where there were changes beside it. */
function commit({ commit: hash, isDirty }: Pick<RecordedRun, 'commit' | 'isDirty'>): string {
  return hash === undefined ? ' '.repeat(9) : `${hash.slice(0, 8)}${isDirty ? '*' : ' '}`;
}

function bar(outcomes: readonly string[], { paint }: TextSink): string {
  const last = outcomes.slice(-10).map((outcome) => recordedLook(outcome));
  return ' '.repeat(10 - last.length) + last.map(({ sign, style }) => paint(style, sign)).join('');
}

function slowness({ durationMs, usualMs, outcomes }: TestHistory): string {
  if (usualMs === undefined || durationMs === undefined || isBad(outcomes.at(-1))) return '';
  return `  ${formatDuration(durationMs)}, usually ${formatDuration(usualMs)}`;
}

/** `2026-11-23 11:04`, where the person is. */
function localTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}
