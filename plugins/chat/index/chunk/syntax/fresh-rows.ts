import type { SourceLines } from '../windows/source-lines.js';

/** Comments and decorators at the left edge: what follows them does not start something new, they do. */
const lead = /^(?:@|#|\/\/|\/\*| \*)/;

/** Rows after `firstRow` that begin something new at the left edge, with the comments and decorators directly above it. */
export function freshRows(lines: SourceLines, freshStart: RegExp, firstRow: number, endRow: number): readonly number[] {
  const rows: number[] = [];
  for (let row = firstRow + 1; row <= endRow; row += 1) {
    if (!freshStart.test(lines.line(row))) continue;
    const before = rows.at(-1) ?? firstRow;
    let start = row;
    while (start > before && lead.test(lines.line(start - 1))) start -= 1;
    // Not when what came before is the comment or the decorator of this.
    if (start > before) rows.push(start);
  }
  return rows;
}
