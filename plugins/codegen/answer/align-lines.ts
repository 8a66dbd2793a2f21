import type { SoughtLine } from './sought-line.js';

export interface AlignedLines {
  /** For each sought line the one of the file. */
  readonly lines: readonly number[];
  /** 0 to 1. */
  readonly likeness: number;
}

/** Lines of the file around the best place that may belong to it, and lines that an answer may leave out. */
const around = 4;
const mostSought = 60;
/** Of the weight of a line of usual length. */
const skipCost = 8;

/**
 * Sought lines against those of a file where the file has lines more in between, such as a comment that the answer left out. Dynamic
 * programming over the lines around `at`. `undefined`: too many lines.
 */
export function alignLines(
  lines: readonly string[],
  sought: readonly SoughtLine[],
  at: number,
): AlignedLines | undefined {
  if (sought.length > mostSought || sought.length < 3) return undefined;
  const from = Math.max(0, at - around);
  const there = lines.slice(from, at + sought.length + around);
  const width = there.length + 1;
  /** The least that is missing when the first sought lines are in the first lines there. */
  const costs: number[] = Array.from({ length: (sought.length + 1) * width }, (_, index) =>
    index < width ? 0 : Infinity,
  );
  for (const [row, line] of sought.entries()) {
    for (let column = 1; column < width; column += 1) {
      const match = cost(row, column - 1) + line.weight * (1 - line.likeness(there[column - 1] ?? ''));
      const skip = cost(row + 1, column - 1) + (row + 1 === sought.length ? 0 : skipCost);
      costs[(row + 1) * width + column] = Math.min(match, skip);
    }
  }
  const total = sought.reduce((sum, { weight }) => sum + weight, 0);
  const least = cost(sought.length, width - 1);
  return Number.isFinite(least) ? { lines: pathBack(), likeness: 1 - least / total } : undefined;

  function cost(row: number, column: number): number {
    return costs[row * width + column] ?? Infinity;
  }

  function pathBack(): readonly number[] {
    const places: number[] = [];
    let column = width - 1;
    for (let row = sought.length; row > 0; row -= 1) {
      const skip = row === sought.length ? 0 : skipCost;
      while (column > 1 && cost(row, column) === cost(row, column - 1) + skip) column -= 1;
      places.push(from + column - 1);
      column -= 1;
    }
    return places.reverse();
  }
}
