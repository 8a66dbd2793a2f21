import type { TextTools } from 'devmgr/plugin-api';

/** Rows as lines: columns padded to their widest cell, two blanks apart; those named are aligned to the right. */
export function alignedColumns(
  rows: readonly (readonly string[])[],
  text: Pick<TextTools, 'width'>,
  right: ReadonlySet<number> = new Set(),
): string[] {
  const count = largest(rows, (row) => row.length);
  const widths = Array.from({ length: count }, (_, column) => largest(rows, (row) => text.width(row[column] ?? '')));
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const blanks = ' '.repeat(width - text.width(cell));
        return right.has(column) ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Any number of rows: as arguments of one call they could be too many. */
function largest(rows: readonly (readonly string[])[], sizeOf: (row: readonly string[]) => number): number {
  return rows.reduce((most, row) => Math.max(most, sizeOf(row)), 0);
}
