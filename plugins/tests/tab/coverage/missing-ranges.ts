/** Lines that follow each other without a gap; both ends inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** From ascending line numbers. */
export function missingRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: LineRange[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last.endLine + 1) ranges[ranges.length - 1] = { startLine: last.startLine, endLine: line };
    else ranges.push({ startLine: line, endLine: line });
  }
  return ranges;
}

/** `3-5, 9, 20-31`, as coverage writes them. */
export function rangesText(ranges: readonly LineRange[]): string {
  return ranges
    .map(({ startLine, endLine }) => (startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`))
    .join(', ');
}
