import type { TestCase, TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import type { CapsulePart } from './failure-capsule.js';
import { failureLines } from './failure-lines.js';
import { frameLines, numberedLines, type SourceLines } from './frame-lines.js';
import { ownFrames } from './own-frames.js';
import { toldOnce } from './told-once.js';

/** Characters of one side of a comparison that pytest does not cut. */
const SHORT_SIDE = 60;

export interface FailureSources {
  /** The file around a frame that has no source of its own. */
  of(frame: TestFrame): SourceLines | undefined;
  /** The function of the test. */
  readonly test: SourceLines | undefined;
  /** Both sides compared, as lines. */
  readonly comparison: readonly string[];
}

/** What the test itself has told, as parts. Pure. */
export function failureParts(test: TestCase, sources: FailureSources): readonly CapsulePart[] {
  const own = ownFrames(test.frames);
  const parts: CapsulePart[] = [
    { kind: 'failure', title: `What failed${phaseOf(test)}`, lines: failureLines(test), keep: 'start' },
    { kind: 'comparison', title: comparisonTitle(test), lines: comparisonLines(test, sources), keep: 'start' },
    // The innermost is where it went wrong: it comes first, and is kept longest.
    { kind: 'frames', title: framesTitle(own), lines: allFrames(own, test, sources), keep: 'start' },
    { kind: 'requests', title: 'Requests that the test made', lines: requestLines(test), keep: 'end' },
    ...toldOnce(test.sections).map(({ title, text }): CapsulePart => ({
      kind: 'captured',
      title,
      lines: text.trimEnd().split('\n'),
      keep: 'end',
    })),
  ];
  if (own.length === 0)
    parts.push({ kind: 'traceback', title: 'Traceback', lines: (test.traceback ?? '').split('\n'), keep: 'end' });
  return parts.filter(({ lines }) => lines.some((line) => line.trim() !== ''));
}

/** An error is not the test's own: what prepares it or clears up behind it raised. */
function phaseOf({ outcome, phaseMs }: TestCase): string {
  if (outcome !== 'error' || phaseMs === undefined) return '';
  const [, call] = phaseMs;
  return call === undefined ? ', in set-up' : ', in tear-down';
}

function framesTitle(own: readonly TestFrame[]): string {
  return own.length > 1 ? 'Frames of the project, the innermost first' : 'Where';
}

function allFrames(own: readonly TestFrame[], test: TestCase, sources: FailureSources): readonly string[] {
  const lines: string[] = [];
  let before = '';
  let same = 0;
  const tell = () => {
    if (same > 0) lines.push(`… the same ${same} more ${same === 1 ? 'time' : 'times'}`, '');
    same = 0;
  };
  for (const frame of own.toReversed()) {
    const place = `${frame.path}:${frame.line} ${frame.function}`;
    // An endless recursion has one frame, many times.
    if (place === before) {
      same += 1;
      continue;
    }
    tell();
    before = place;
    lines.push(...frameLines(frame, sources.of(frame)), '');
  }
  tell();
  if (sources.test && !own.some((frame) => isWithin(frame, test, sources.test)))
    lines.push(`${test.file}:${sources.test.firstLine} the test`, ...numberedLines(sources.test, undefined));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function isWithin({ path, line }: TestFrame, { file }: TestCase, source: SourceLines | undefined): boolean {
  return (
    path === file && source !== undefined && line >= source.firstLine && line < source.firstLine + source.lines.length
  );
}

function comparisonTitle({ comparison }: TestCase): string {
  return comparison ? `Both sides of ${comparison.operator}` : '';
}

function comparisonLines({ comparison }: TestCase, sources: FailureSources): readonly string[] {
  // What fits into pytest's own line stands there already.
  const isShort = (side: string) => side.length <= SHORT_SIDE && !side.includes('\n');
  return !comparison || (isShort(comparison.left) && isShort(comparison.right)) ? [] : sources.comparison;
}

function requestLines({ requests }: TestCase): readonly string[] {
  return (requests ?? []).map(
    ({ method, url, status, durationMs }) =>
      `${method} ${url} -> ${status ?? 'no answer'} in ${Math.round(durationMs)} ms`,
  );
}
