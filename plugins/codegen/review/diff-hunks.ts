import type { DiffHunk, DiffLine, StyledText } from 'devmgr/plugin-api';
import { enclosingNames } from './enclosing-names.js';
import type { FileReview, Hunk } from './file-review.js';
import { lineTokens, withoutEnd } from './line-tokens.js';
import { problemsInLines, shiftOf } from './problems-in-lines.js';

/** Lines around a change that help to see where it is. */
const contextLines = 3;

/** What does not change with decisions and problems. */
type Drawn = Pick<DiffHunk, 'header' | 'lines'>;

/** By the lines of hunks, which are the same ones as long as the review is of the same texts. */
const drawn = new WeakMap<Hunk['newLines'], Drawn>();

/**
 * The hunks of a review as the diff widget shows them. Between two that are near every line is shown once. What another decision does not change
 * is the same as before.
 */
export function diffHunks(review: FileReview): readonly DiffHunk[] {
  if (review.hunks.some(({ newLines }) => !drawn.has(newLines))) draw(review);
  let shift = 0;
  return review.hunks.map((hunk) => {
    const { header, lines } = drawn.get(hunk.newLines) ?? { header: '', lines: [] };
    const shown = { id: hunk.id, header, decision: hunk.decision, lines: withProblems(lines, review, hunk, shift) };
    shift += shiftOf(hunk);
    return shown;
  });
}

function draw({ before, hunks }: FileReview): void {
  const old = lineTokens(before ?? '').map(withoutEnd);
  const names = enclosingNames(
    old,
    hunks.map(({ oldStart }) => oldStart),
  );
  for (const [index, hunk] of hunks.entries()) {
    const [above, below] = contextOf(hunks, index, old.length);
    const lines = [
      ...contextAt(old, hunk.oldStart - above, above, hunk.newStart - hunk.oldStart),
      ...changedLines(hunk),
      ...contextAt(old, endOf(hunk), below, hunk.newStart + hunk.newLines.length - endOf(hunk)),
    ];
    drawn.set(hunk.newLines, { header: headerOf(hunk, names[index]), lines });
  }
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

/** The same lines where nothing is wrong in them. */
function withProblems(
  lines: readonly DiffLine[],
  { problems }: FileReview,
  { newStart, newLines, decision }: Hunk,
  shift: number,
): readonly DiffLine[] {
  if (!problems?.length || decision === 'rejected') return lines;
  const [first, last] = [newStart + 1 - contextLines, newStart + newLines.length + contextLines];
  const found = problemsInLines(problems, { first, last, shift });
  if (found.size === 0) return lines;
  return lines.map((line) => {
    const problem = line.newLine === undefined ? undefined : found.get(line.newLine);
    return problem === undefined ? line : { ...line, problem };
  });
}

function headerOf(hunk: Hunk, name: string | undefined): StyledText {
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
