import type { DiffHunk, StyledText, TextSpan } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../screen/canvas.js';
import { tidySpans } from '../code/tidy-spans.js';
import { fitText, sliceCells } from '../fit-text.js';
import type { DiffGutter } from './diff-gutter.js';
import type { DiffRow } from './diff-layout.js';

/** Where the sign of a decision stands in the header: its first cell, and the one after it. */
export const DECISION = { from: 1, to: 4 };

const decisions = {
  open: { sign: '[?]', look: 'accent' },
  accepted: { sign: '[x]', look: 'success' },
  rejected: { sign: '[ ]', look: 'muted' },
} as const satisfies Record<DiffHunk['decision'], { sign: string; look: Look }>;

const lineSigns = {
  context: { sign: ' ', look: 'muted', base: undefined },
  added: { sign: '+', look: 'added', base: 'added-line' },
  removed: { sign: '-', look: 'removed', base: 'removed-line' },
} as const;

/** What one frame of a diff shows. */
export interface DiffPicture {
  readonly rows: readonly DiffRow[];
  readonly gutter: DiffGutter;
  /** Of the hunk that is selected. */
  readonly selected: number;
  /** Cells that the code is moved to the left. */
  readonly left: number;
  /** A line in its colours. */
  colours(row: Extract<DiffRow, { kind: 'line' }>): readonly TextSpan[];
}

/** Paints the rows in view. The last column is left to the scrollbar. */
export function paintDiff(canvas: Canvas, picture: DiffPicture): void {
  picture.rows.forEach((row, y) => {
    if (row.kind === 'header') paintHeader(canvas, y, row.hunk, row.index === picture.selected);
    else if (row.kind === 'problem') canvas.put(picture.gutter.code, y, row.text, 'error', clipped(canvas, picture));
    else paintLine(canvas, y, row, picture);
    if (row.index === picture.selected) canvas.draw(0, y, '▌', 'accent');
  });
}

function paintHeader(canvas: Canvas, y: number, { header, decision }: DiffHunk, isSelected: boolean): void {
  const { sign, look } = decisions[decision];
  canvas.put(DECISION.from, y, sign, look);
  const start = DECISION.to + 1;
  const textLook = decision === 'rejected' ? 'muted' : isSelected ? 'heading' : 'header';
  canvas.put(start, y, fitText(header, canvas.width - 1 - start), textLook);
}

function paintLine(
  canvas: Canvas,
  y: number,
  row: Extract<DiffRow, { kind: 'line' }>,
  { gutter, left, colours }: DiffPicture,
): void {
  const { line, hunk } = row;
  const isDropped = hunk.decision === 'rejected';
  const { sign, look, base } = lineSigns[line.kind];
  if (gutter.oldWidth > 0) canvas.put(1, y, String(line.oldLine ?? '').padStart(gutter.oldWidth), 'muted');
  if (gutter.newWidth > 0) {
    const start = gutter.sign - 1 - gutter.newWidth;
    canvas.put(start, y, String(line.newLine ?? '').padStart(gutter.newWidth), 'muted');
  }
  const tint = isDropped || base === undefined ? {} : { base };
  if (tint.base) canvas.fill(gutter.sign, y, Math.max(0, canvas.width - 1 - gutter.sign), 1, tint.base);
  canvas.put(gutter.sign, y, sign, isDropped ? 'muted' : look, tint);
  const room = canvas.width - 1 - gutter.code;
  const code = visiblePart(isDropped ? [{ text: line.text }] : colours(row), left, room);
  canvas.put(gutter.code, y, code, isDropped ? 'muted' : 'default', tint);
}

function visiblePart(spans: readonly TextSpan[], left: number, room: number): StyledText {
  const tidy = tidySpans(spans);
  return fitText(left > 0 ? sliceCells(tidy, left, Number.POSITIVE_INFINITY) : tidy, room);
}

function clipped(canvas: Canvas, { gutter }: DiffPicture): { maxCells: number } {
  return { maxCells: Math.max(0, canvas.width - 1 - gutter.code) };
}
