import type { Tokens } from 'marked';
import { inlineRuns, type InlineContext } from './inline-runs.js';
import { indent, type Line, type Run } from './line.js';
import { runsWidth, wrapRuns } from './wrap-runs.js';

const BETWEEN = 3;
const LEAST = 6;

/** Columns of a table that are shown. */
const MOST_COLUMNS = 200;

/** A table within `width`: wide columns give room first, and their cells take several lines. */
export function layOutTable(table: Tokens.Table, width: number, context: InlineContext): Line[] {
  const more = table.header.length - MOST_COLUMNS;
  if (more <= 0) return layOutCells(table, width, context);
  const text = `… ${more.toLocaleString('en')} more columns are not shown`;
  const cut = (row: readonly Tokens.TableCell[]) => row.slice(0, MOST_COLUMNS);
  const shown = { ...table, header: cut(table.header), rows: table.rows.map(cut) };
  return [...layOutCells(shown, width, context), ...wrapRuns([{ text, style: 'muted' }], width)];
}

function layOutCells(table: Tokens.Table, width: number, context: InlineContext): Line[] {
  const header = table.header.map((cell) => inlineRuns(cell.tokens, context, { style: 'strong' }));
  const rows = table.rows.map((row) => row.map((cell) => inlineRuns(cell.tokens, context)));
  const natural = header.map((_, column) =>
    [header, ...rows].reduce((most, row) => Math.max(most, ...linesOf(row[column]).map(runsWidth)), 1),
  );
  const room = width - BETWEEN * (natural.length - 1);
  if (room < Math.min(LEAST * natural.length, sum(natural))) return layOutRecords(header, rows, width);
  const widths = fitColumns(natural, room);
  const rule: Run = { text: widths.map((cells) => '─'.repeat(cells)).join('─┼─'), style: 'muted' };
  const layOut = (row: readonly Run[][]) => layOutRow(row, widths, table.align);
  return [...layOut(header), { runs: [rule], furniture: 1, joint: '\n' }, ...rows.flatMap(layOut)];
}

/** Widths that fit: those above a common limit are cut to it. */
function fitColumns(natural: readonly number[], room: number): number[] {
  let limit = Math.max(...natural);
  if (sum(natural) > room) {
    let low = 1;
    while (low < limit) {
      const middle = (low + limit + 1) >> 1;
      if (sum(natural.map((cells) => Math.min(cells, middle))) <= room) low = middle;
      else limit = middle - 1;
    }
  }
  return natural.map((cells) => Math.min(cells, Math.max(1, limit)));
}

function layOutRow(row: readonly Run[][], widths: readonly number[], align: Tokens.Table['align']): Line[] {
  const cells = widths.map((width, column) => wrapRuns(row[column] ?? [], width));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, y) => {
    const runs = widths.flatMap((width, column): Run[] => {
      const shown = cells[column]?.[y]?.runs ?? [];
      const padded = pad(shown, width, align[column] ?? 'left');
      return column === 0 ? padded : [{ text: ' │ ', style: 'muted', isDrawn: true }, ...padded];
    });
    return { runs, furniture: 0, joint: '\n' };
  });
}

function pad(runs: readonly Run[], width: number, align: 'left' | 'right' | 'center'): Run[] {
  const missing = Math.max(0, width - runsWidth(runs));
  const before = align === 'right' ? missing : align === 'center' ? missing >> 1 : 0;
  return [{ text: ' '.repeat(before) }, ...runs, { text: ' '.repeat(missing - before) }];
}

/** For a table with more columns than there is room for: each row as a list of its cells. */
function layOutRecords(header: readonly Run[][], rows: readonly Run[][][], width: number): Line[] {
  const rule: Line = { runs: [{ text: '─'.repeat(Math.min(width, 12)), style: 'muted' }], furniture: 1, joint: '\n' };
  const records = rows.map((row) =>
    row.flatMap((cell, column) => {
      const lines = wrapRuns([...(header[column] ?? []), { text: ': ', style: 'muted' }, ...cell], width - 2);
      return [...lines.slice(0, 1), ...indent(lines.slice(1), { text: '  ' }, { text: '  ' })];
    }),
  );
  if (records.length === 0)
    return wrapRuns(
      header.flatMap((cell) => [...cell, { text: ' ' }]),
      width,
    );
  return records.flatMap((lines, index) => (index === 0 ? lines : [rule, ...lines]));
}

function linesOf(runs: readonly Run[] = []): (readonly Run[])[] {
  return wrapRuns(runs, Number.POSITIVE_INFINITY).map((line) => line.runs);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
