import type { Chunk } from '../chunk.js';
import { oneLine } from '../syntax/one-line.js';
import { chunkWindows } from '../windows/chunk-windows.js';
import { limitChunks } from '../windows/limit-chunks.js';
import { SourceLines } from '../windows/source-lines.js';

/**
 * Divides a notebook (nbformat 4, written with a line for each value as Jupyter does) into its cells, with their outputs; the
 * signature is the first line of the cell. What stands around the cells, and a notebook in one line, come in windows.
 */
export function chunkJupyter(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  const starts = cellRows(lines);
  const chunks = [0, ...starts].flatMap((from, at) => {
    const to = starts[at] ?? lines.count;
    const part = lines.slice(from, to);
    const isCell = at > 0 && part.trimStart().startsWith('{');
    const of = { kind: isCell ? 'section' : 'window', signature: isCell ? firstLine(part) : undefined } as const;
    return chunkWindows(part, { startLine: from + 1, of });
  });
  return limitChunks(chunks);
}

/** Rows (from zero) where a cell begins, and where what follows the last one does. */
function cellRows(lines: SourceLines): readonly number[] {
  const rows: number[] = [];
  let indent: number | undefined;
  let isInside = false;
  for (let row = 0; row < lines.count; row += 1) {
    const line = lines.line(row).trim();
    if (!isInside) isInside = /^"cells"\s*:\s*\[$/.test(line);
    else if (line === '{' && lines.indent(row) === (indent ??= lines.indent(row))) rows.push(row);
    else if (/^\],?$/.test(line) && (lines.indent(row) ?? 0) < (indent ?? Infinity)) return [...rows, row];
  }
  return rows;
}

/** Of the source of a cell. */
function firstLine(cell: string): string | undefined {
  const literal = /"source"\s*:\s*(?:\[\s*)?("(?:[^"\\]|\\.)*")/.exec(cell)?.[1];
  if (literal === undefined) return undefined;
  try {
    return oneLine(String(JSON.parse(literal)).split('\n', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}
