import type { TextSink, TextTools } from 'devmgr/plugin-api';
import type { CoverageReport, TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';
import { formatDuration } from '../results/format-duration.js';
import { counted, countLook, outcomeLook } from '../results/outcome-look.js';
import { coverageTable } from './coverage-table.js';
import { printFailure } from './print-failure.js';
import { sameFailures } from './same-failures.js';

/** Tests that are named of those that fail in the same way. */
const NAMED = 5;
/** Failures in the list at the end. */
const LISTED = 50;
/** pytest leaves out what is quicker too (`--durations-min`). In milliseconds. */
const QUICK_MS = 5;

export interface SummaryOptions {
  /** How many of the slowest tests are named. Default: none. */
  readonly slowest?: number;
}

/** Prints what did not pass, with its traceback and what it wrote, the slowest tests and the coverage where wanted, and the counts. */
export function printSummary(
  state: TestRunState,
  out: TextSink,
  text: TextTools,
  { slowest = 0 }: SummaryOptions = {},
): void {
  const { paint } = out;
  const clean = (words: string) => text.clean(words);
  for (const error of state.collectionErrors) {
    out.write(`${paint('error', `! ${clean(error.path)}  could not be collected`)}\n`);
    out.write(`${clean(error.traceback).replace(/^(?=.)/gm, '    ')}\n\n`);
  }
  const failed = [...state.cases.values()].filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  for (const { first, others } of sameFailures(failed)) {
    printFailure(first, out, text);
    if (others.length > 0) out.write(`${paint('muted', clean(othersLine(others)))}\n\n`);
  }
  for (const line of slowestLines(state, slowest)) out.write(`${clean(line)}\n`);
  if (state.coverage) printCoverage(state.coverage, out, clean);
  if (failed.length > 1) printList(failed, out, text);
  const end = describeEnd(state);
  // The counts say it.
  const isPlain =
    state.end?.kind === 'finished' && (end?.severity === 'success' || state.end.exitCode === 1) && !end?.hint;
  if (end && !isPlain) {
    out.write(`${paint(end.severity, clean(end.message))}\n`);
    if (end.hint) out.write(`  ${clean(end.hint)}\n`);
  }
  out.write(`${countsLine(state, paint)}\n`);
}

function othersLine(others: readonly TestCase[]): string {
  const named = others.slice(0, NAMED).map(({ id }) => id);
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  return `  The same in ${others.length} other tests: ${named.join(', ')}${more}`;
}

/** All of them once more, a line each: the first ones are far up by now. */
function printList(failed: readonly TestCase[], out: TextSink, text: TextTools): void {
  for (const { id, outcome, message } of failed.slice(0, LISTED)) {
    const { sign, style } = outcomeLook[outcome];
    const line = text.clean(`${id}${message ? ` - ${message}` : ''}`).replaceAll('\n', ' ');
    out.write(`${out.paint(style, sign)} ${out.isTTY ? text.truncate(line, Math.max(40, out.columns - 3)) : line}\n`);
  }
  if (failed.length > LISTED) out.write(`  … and ${failed.length - LISTED} more\n`);
}

function printCoverage(coverage: CoverageReport, out: TextSink, clean: (words: string) => string): void {
  for (const line of coverageTable(coverage)) out.write(`${clean(line)}\n`);
  out.write('\n');
}

function slowestLines({ cases }: TestRunState, most: number): readonly string[] {
  if (most < 1) return [];
  const ran = [...cases.values()].filter(({ durationMs }) => (durationMs ?? 0) >= QUICK_MS);
  ran.sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
  const lines = ran.slice(0, most).map(({ id, durationMs }) => `${formatDuration(durationMs ?? 0).padStart(8)}  ${id}`);
  return lines.length > 0 ? ['Slowest', ...lines, ''] : [];
}

function countsLine(state: TestRunState, paint: TextSink['paint']): string {
  const present = countLook.filter(({ key }) => state.counts[key] > 0);
  const parts = present.map(({ key, noun, like }) => paint(outcomeLook[like].style, counted(state.counts[key], noun)));
  const warnings = (state.warnings ?? []).reduce((sum, { count }) => sum + count, 0);
  if (warnings > 0) parts.push(paint('warning', `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`));
  return `${parts.join(', ') || 'no tests'} in ${formatDuration(state.durationMs ?? 0)}`;
}
