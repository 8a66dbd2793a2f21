import type { Widgets } from 'blessed';
import { wideFiller } from './cell-grid.js';
import { codePointWidth } from './text/code-point-width.js';

type Cell = [number, string];

/**
 * A box that lies over half of a wide character leaves the other half behind, and blessed's diff would swallow the cell
 * after it. Replaces such halves by blanks in every line that is about to be drawn.
 */
export function mendWideCells(lines: Widgets.Screen['lines']): void {
  for (const line of lines) if (line.dirty) mendLine(line);
}

function mendLine(line: Cell[]): void {
  for (let x = 0; x < line.length; x++) {
    const cell = line[x];
    if (!cell) continue;
    if (cell[1] === wideFiller) cell[1] = ' ';
    else if (cell[1] > '\u10ff' && codePointWidth(cell[1].codePointAt(0) ?? 0) === 2) {
      if (line[x + 1]?.[1] === wideFiller) x++;
      else cell[1] = ' ';
    }
  }
}
