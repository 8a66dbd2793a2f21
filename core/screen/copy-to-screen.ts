import type { Widgets } from 'blessed';
import type { CellGrid } from './cell-grid.js';

/** Writes a grid into blessed's screen buffer; only cells that differ, so that unchanged lines are not compared. */
export function copyToScreen(grid: CellGrid, screen: Widgets.Screen, left: number, top: number): void {
  for (let y = 0; y < grid.height; y++) {
    const line = screen.lines[top + y];
    if (!line) continue;
    for (let x = 0; x < grid.width; x++) {
      const cell = line[left + x];
      if (!cell) continue;
      const attr = grid.attrAt(x, y);
      const char = grid.charAt(x, y);
      if (cell[0] === attr && cell[1] === char) continue;
      cell[0] = attr;
      cell[1] = char;
      line.dirty = true;
    }
  }
}
