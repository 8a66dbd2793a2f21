import { describe, expect, it } from 'vitest';
import { CellGrid } from '../../../core/screen/cell-grid.js';
import { drawnIn, glyphsFor } from '../../../core/screen/glyphs.js';
import { GridCanvas } from '../../../core/screen/grid-canvas.js';
import { createTheme } from '../../../core/screen/theme.js';

const furniture = '╭─╮│╰═╯┼█░▌▸▾•◦▪↳… a';

describe('furniture', () => {
  it('is as it is written where there is box drawing', () => {
    expect(drawnIn(glyphsFor({ ascii: false, term: 'xterm' }), furniture)).toBe(furniture);
  });

  it('has square corners on the Linux console', () => {
    expect(drawnIn(glyphsFor({ ascii: false, term: 'linux' }), '╭─╮│╰╯█')).toBe('┌─┐│└┘█');
  });

  it('is ASCII where that is wanted, and what is written on a canvas is not touched', () => {
    expect(drawnIn(glyphsFor({ ascii: true, term: 'xterm' }), furniture)).toBe('+-+|+=++#.|>v*-+>~ a');
    const grid = new CellGrid();
    const theme = createTheme({ env: { TERM: 'xterm' }, ascii: true });
    grid.reset(4, 2, theme.attr('default'));
    const canvas = new GridCanvas(grid, { left: 0, top: 0, width: 4, height: 2 }, theme, 'default');
    expect([canvas.draw(0, 0, '╭──╮'), canvas.put(0, 1, '╭──╮')]).toEqual([4, 4]);
    const row = (y: number) => [0, 1, 2, 3].map((x) => grid.charAt(x, y)).join('');
    expect([row(0), row(1)]).toEqual(['+--+', '╭──╮']);
  });
});
