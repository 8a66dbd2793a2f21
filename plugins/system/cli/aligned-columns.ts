import type { TextTools } from 'devmgr/plugin-api';

/** Rows as lines: columns padded to their widest cell, two blanks apart; those named are aligned to the right. */
export function alignedColumns(
  rows: readonly (readonly string[])[],
  text: Pick<TextTools, 'width'>,
  right: ReadonlySet<number> = new Set(),
): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => text.width(row[column] ?? ''))),
  );
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
