import { textWidth } from '../screen/text/text-width.js';

/** Columns padded to their widest cell, two blanks apart, a line each with a newline; the last column is not padded. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_title, column) => Math.max(...lines.map((line) => textWidth(line[column] ?? ''))));
  return lines.map((line) => `${layOut(line, widths)}\n`).join('');
}

function layOut(line: readonly string[], widths: readonly number[]): string {
  const cells = line.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)));
  return cells.join('  ').trimEnd();
}
