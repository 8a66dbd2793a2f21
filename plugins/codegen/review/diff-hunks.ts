import type { DiffHunk, DiffLine, StyledText } from 'devmgr/plugin-api';
import { enclosingName } from './enclosing-name.js';
import type { FileReview, Hunk } from './file-review.js';
import { lineTokens, withoutEnd } from './line-tokens.js';
import { problemsInHunk } from './problems-in-hunk.js';

/** Lines around a change that help to see where it is. */
const contextLines = 3;

/** The hunks of a review as the diff widget shows them. Between two that are near every line is shown once. */
export function diffHunks(review: FileReview): readonly DiffHunk[] {
  const old = lineTokens(review.before ?? '').map(withoutEnd);
  return review.hunks.map((hunk, index) => {
    const problems = problemsInHunk(review, hunk);
    const [above, below] = contextOf(review.hunks, index, old.length);
    const lines = [
      ...contextAt(old, hunk.oldStart - above, above, hunk.newStart - hunk.oldStart),
      ...changedLines(hunk),
      ...contextAt(old, endOf(hunk), below, hunk.newStart + hunk.newLines.length - endOf(hunk)),
    ];
    return {
      id: hunk.id,
      header: headerOf(hunk, old),
      decision: hunk.decision,
      lines: lines.map((line) => withProblem(line, problems)),
    };
  });
}

function endOf({ oldStart, oldLines }: Hunk): number {
  return oldStart + oldLines.length;
}

/** How many lines above and below a hunk are shown with it. */
function contextOf(hunks: readonly Hunk[], index: number, total: number): readonly [above: number, below: number] {
  const [hunk, before, after] = [hunks[index], hunks[index - 1], hunks[index + 1]];
  if (!hunk) return [0, 0];
  const gapAbove = hunk.oldStart - (before ? endOf(before) : 0);
  const gapBelow = (after ? after.oldStart : total) - endOf(hunk);
  const takenAbove = before ? Math.min(contextLines, Math.ceil(gapAbove / 2)) : 0;
  return [
    Math.min(contextLines, gapAbove - takenAbove),
    Math.min(contextLines, after ? Math.ceil(gapBelow / 2) : gapBelow),
  ];
}

/** `shift`: how far the lines are further down in the text after. */
function contextAt(old: readonly string[], from: number, count: number, shift: number): readonly DiffLine[] {
  return old.slice(from, from + count).map((text, index) => ({
    kind: 'context',
    text,
    oldLine: from + index + 1,
    newLine: from + index + 1 + shift,
  }));
}

function changedLines({ oldStart, oldLines, newStart, newLines }: Hunk): readonly DiffLine[] {
  return [
    ...oldLines.map((text, at): DiffLine => ({ kind: 'removed', text, oldLine: oldStart + at + 1 })),
    ...newLines.map((text, at): DiffLine => ({ kind: 'added', text, newLine: newStart + at + 1 })),
  ];
}

function withProblem(line: DiffLine, problems: ReadonlyMap<number, string>): DiffLine {
  const problem = line.newLine === undefined ? undefined : problems.get(line.newLine);
  return problem === undefined ? line : { ...line, problem };
}

function headerOf(hunk: Hunk, old: readonly string[]): StyledText {
  const name = enclosingName(old, hunk.oldStart);
  const place = [{ text: placeOf(hunk), style: 'muted' as const }];
  return name === undefined ? place : [...place, { text: `  ${name}`, style: 'strong' as const }];
}

function placeOf({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  if (oldLines.length === 0) return `+${linesOf(newStart, newLines.length)}`;
  if (newLines.length === 0) return `-${linesOf(oldStart, oldLines.length)}`;
  return `${linesOf(oldStart, oldLines.length)} → ${linesOf(newStart, newLines.length)}`;
}

function linesOf(start: number, count: number): string {
  return count === 1 ? String(start + 1) : `${String(start + 1)}-${String(start + count)}`;
}
