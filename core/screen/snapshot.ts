import type { Widgets } from 'blessed';
import { wideFiller } from './cell-grid.js';

/** A cell of the screen. Colours are indexes of the 256-colour palette, undefined for the terminal's own. */
export interface ScreenCell {
  /** Empty in the second cell of a wide character. */
  readonly ch: string;
  readonly fg: number | undefined;
  readonly bg: number | undefined;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

/** What is on the screen now, row by row. */
export function captureCells(screen: Widgets.Screen): readonly (readonly ScreenCell[])[] {
  return screen.lines.map((line) => line.map(([attr, ch]) => toCell(attr, ch)));
}

/** Attributes are laid out as in `Theme.attr`. */
function toCell(attr: number, ch: string): ScreenCell {
  const flags = attr >> 18;
  return {
    ch: ch === wideFiller ? '' : ch,
    fg: colourOf((attr >> 9) & 0x1ff),
    bg: colourOf(attr & 0x1ff),
    bold: (flags & 1) !== 0,
    underline: (flags & 2) !== 0,
    inverse: (flags & 8) !== 0,
  };
}

function colourOf(index: number): number | undefined {
  return index === 0x1ff ? undefined : index;
}
