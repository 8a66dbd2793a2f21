import type { StyledText } from 'devmgr/plugin-api';
import type { TestCase, TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { formatDuration } from '../../../results/format-duration.js';
import { isRunning } from '../../../results/is-running.js';
import { lookOf } from '../../../results/outcome-look.js';
import type { DetailView } from '../detail-view.js';
import { libraryPath, type OrderedFrames } from './ordered-frames.js';

/** What is shown beside the test itself. */
export interface FailureFacts {
  readonly frames: OrderedFrames;
  /** The frame that is shown below, counted among the project's own. */
  readonly frame: number;
  /** The readable difference; `undefined`: there is none, or it is not made yet. */
  readonly comparison: readonly StyledText[] | undefined;
  readonly now: number;
}

export interface FailureLines {
  readonly lines: readonly StyledText[];
  /** Which of the project's own frames stands in a line. */
  readonly frameAt: ReadonlyMap<number, number>;
}

const MOST_SAID = 40;
const MOST_LOCALS = 12;
const MOST_LIBRARIES = 3;

/** Why a test did not pass: in a line, as a difference, the frames that led there, and what else is known. Of one that passed, where it stands. */
export function failureLines(view: DetailView, test: TestCase, facts: FailureFacts): FailureLines {
  const lines: StyledText[] = [...headLines(view, test, facts.now)];
  const message = facts.comparison ? withoutComparison(test.message) : test.message;
  const isProblem = view.subject?.kind === 'problem';
  const said = isProblem ? [] : saidLines(test, facts.comparison !== undefined);
  if (message) lines.push('', [{ text: message, style: lookOf(test.outcome, view.isOver).style }]);
  if (facts.comparison) lines.push('', ...facts.comparison);
  if (said.length > 0) lines.push('', ...said);
  if (isProblem) lines.push(...problemLines(test));
  const frameAt = new Map<number, number>();
  if (facts.frames.own.length + facts.frames.others.length > 0) pushFrames(lines, frameAt, facts);
  const notes = noteLines(view, test);
  if (notes.length > 0 && lines.length > 1) lines.push('');
  return { lines: [...lines, ...notes], frameAt };
}

/** Where a file ended that gave no tests, and what can be done about it. */
function problemLines({ traceback }: TestCase): readonly StyledText[] {
  const lines = (traceback ?? '').trimEnd().split('\n');
  const module = /No module named '([^']+)'/.exec(traceback ?? '')?.[1];
  const missing = module
    ? `Install ${module} for the interpreter that runs the tests (page 6 names it), or correct the import.`
    : '';
  return [
    '',
    ...lines.slice(-MOST_SAID).map((text): StyledText => [{ text, style: text.startsWith('E') ? 'error' : 'code' }]),
    '',
    ...(missing ? [missing] : []),
    [{ text: 'O', style: 'accent' }, { text: ' runs the tests that could be collected.' }],
  ];
}

/** What the person has written into the assertion; pytest's shortened form of both sides says less than their difference. */
function withoutComparison(message: string | undefined): string | undefined {
  const kept = message?.split('\n').filter((line) => !/^(AssertionError: )?assert /.test(line.trim()));
  return kept?.join('\n').trim();
}

/** Where it stands and how it ended. */
function headLines(view: DetailView, test: TestCase, now: number): readonly StyledText[] {
  // What is in no run waits for nothing.
  const isOfRun = view.earlier === undefined && view.run.cases.has(test.id);
  const { style, word, sign } = lookOf(test.outcome, view.isOver || !isOfRun);
  const place = test.line === undefined ? test.file : `${test.file}:${test.line}`;
  const lines: StyledText[] = [
    [{ text: place, style: 'accent' }, { text: '  ' }, { text: `${sign} ${word}`, style }, { text: timeOf(test, now) }],
  ];
  if (view.earlier) lines.push([{ text: `as it failed ${runText(view.earlier.run)}`, style: 'warning' }]);
  return lines;
}

/** What else there is to know, which is no reason for a failure. */
function noteLines(view: DetailView, test: TestCase): readonly StyledText[] {
  const lines: StyledText[] = [];
  if (test.markers.length > 0) lines.push([{ text: `markers ${test.markers.join(', ')}`, style: 'muted' }]);
  if (view.known?.usualMs !== undefined) {
    lines.push([{ text: `▲ slower than usual: ${formatDuration(view.known.usualMs)}`, style: 'warning' }]);
  }
  if (view.known?.isFlaky) lines.push([{ text: '~ flaky: it passed and failed on one commit', style: 'warning' }]);
  if (view.known?.isNew) lines.push([{ text: '+ new, or changed since all passed', style: 'info' }]);
  if (view.known?.isPinned) lines.push([{ text: '◆ pinned: watch mode runs it until it passes', style: 'accent' }]);
  return lines;
}

function timeOf(test: TestCase, now: number): string {
  const { startedAt, durationMs, worker, phase } = test;
  const runs = isRunning(test);
  const ms = runs && startedAt !== undefined ? Math.max(0, now - startedAt) : durationMs;
  const said = [ms === undefined ? '' : formatDuration(ms), (runs && phase) || '', worker ?? ''].filter(Boolean);
  return said.map((part) => `  ${part}`).join('');
}

function runText({ startedAt, commit }: { readonly startedAt: number; readonly commit: string | undefined }): string {
  const when = new Date(startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
  return `on ${date} at ${time}${commit === undefined ? '' : `, commit ${commit.slice(0, 8)}`}`;
}

/** pytest marks what it says of a failure with `E`; beside a difference only where values come from is of use. */
function saidLines({ traceback, message }: TestCase, hasComparison: boolean): StyledText[] {
  const said = (traceback ?? '')
    .split('\n')
    .filter((line) => /^E(\s|$)/.test(line))
    .map((line) => line.slice(1).replace(/^ {1,3}/, ''));
  const isOrigin = (line: string) => /^\s*\+\s+(where|and)\s/.test(line);
  const chosen = hasComparison ? said.filter(isOrigin) : said.filter((line) => line.trim() !== message?.trim());
  const shown = chosen.slice(0, MOST_SAID).map((text): StyledText => [{ text, style: 'error' }]);
  const left = chosen.length - shown.length;
  return left > 0 ? [...shown, [{ text: `… ${left} more lines on page 3`, style: 'muted' }]] : shown;
}

function pushFrames(lines: StyledText[], frameAt: Map<number, number>, { frames, frame }: FailureFacts): void {
  const hint = frames.own.length > 1 ? '  n next  N previous' : '';
  lines.push('', [
    { text: 'Frames', style: 'strong' },
    { text: hint, style: 'muted' },
  ]);
  frames.own.forEach((own, index) => {
    frameAt.set(lines.length, index);
    lines.push(frameLine(own, index === frame));
    if (index === frame) lines.push(...localLines(own));
  });
  lines.push(...libraryLines(frames.others));
}

function frameLine({ path, line, function: name }: TestFrame, isCurrent: boolean): StyledText {
  return [
    { text: isCurrent ? '▸ ' : '  ', style: 'accent' },
    { text: `${path}:${line}`, style: 'accent' },
    { text: ` ${name}`, style: isCurrent ? 'strong' : 'default' },
  ];
}

function localLines({ locals = [] }: TestFrame): StyledText[] {
  const shown = locals.slice(0, MOST_LOCALS).map(([name, value]): StyledText => {
    return [
      { text: `    ${name}`, style: 'name' },
      { text: ` = ${value}`, style: 'muted' },
    ];
  });
  const left = locals.length - shown.length;
  return left > 0 ? [...shown, [{ text: `    … ${left} more`, style: 'muted' }]] : shown;
}

function libraryLines(frames: readonly TestFrame[]): StyledText[] {
  const shown = frames.slice(0, MOST_LIBRARIES).map(({ path, line, function: name }): StyledText => {
    return [{ text: `  ${libraryPath(path)}:${line} ${name}`, style: 'muted' }];
  });
  const left = frames.length - shown.length;
  if (left === 0) return shown;
  return [...shown, [{ text: `  … ${left} more frame${left === 1 ? '' : 's'} of libraries`, style: 'muted' }]];
}
