import type { DiffHunk, DiffLine } from 'devmgr/plugin-api';

/** A narrower pane shows no line numbers. */
const NUMBERS_FROM = 34;

/** Columns of a line, in cells: the edge is column 0. A width of 0: that column is not there. */
export interface DiffGutter {
  readonly oldWidth: number;
  readonly newWidth: number;
  /** Where the sign stands. */
  readonly sign: number;
  /** Where the code begins. */
  readonly code: number;
}

/** Digits of the largest numbers. */
export interface NumberDigits {
  readonly old: number;
  readonly new: number;
}

/** How wide the numbers of a diff are; 0 where no line has one, as in a new file. */
export function numberDigits(hunks: readonly DiffHunk[]): NumberDigits {
  const most = (numberOf: (line: DiffLine) => number | undefined) => {
    let largest = 0;
    for (const hunk of hunks) for (const line of hunk.lines) largest = Math.max(largest, numberOf(line) ?? 0);
    return largest > 0 ? String(largest).length : 0;
  };
  return { old: most((line) => line.oldLine), new: most((line) => line.newLine) };
}

/** The columns in a pane of that width. */
export function diffGutter(digits: NumberDigits, width: number): DiffGutter {
  const hasNumbers = width >= NUMBERS_FROM;
  const oldWidth = hasNumbers ? digits.old : 0;
  const newWidth = hasNumbers ? digits.new : 0;
  const sign = 1 + (oldWidth && oldWidth + 1) + (newWidth && newWidth + 1);
  return { oldWidth, newWidth, sign, code: sign + 2 };
}
