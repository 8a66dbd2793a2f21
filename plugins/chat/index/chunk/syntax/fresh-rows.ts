import type { SourceLines } from '../windows/source-lines.js';

/** Comments and decorators at the left edge: what follows them does not start something new, they do. */
const lead = /^(?:@|#|\/\/|\/\*| \*)/;

/** Rows after `firstRow` that begin something new at the left edge, with the comments and decorators directly above it. */
export function freshRows(lines: SourceLines, freshStart: RegExp, firstRow: number, endRow: number): readonly number[] {
  const rows: number[] = [];
  /** Where the comments and decorators directly above begin. */
  let leadRow: number | undefined;
  for (let row = firstRow; row <= endRow; row += 1) {
    const line = lines.line(row);
    const start = leadRow ?? row;
    // Not when what came before is the comment or the decorator of this.
    if (start > (rows.at(-1) ?? firstRow) && freshStart.test(line)) rows.push(start);
    leadRow = lead.test(line) ? start : undefined;
  }
  return rows;
}
