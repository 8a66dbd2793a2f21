import type { IBufferCell } from '@xterm/headless';

/** One cell of the emulated terminal. Colours are palette indexes, 0xRRGGBB or null for the terminal's own. */
export interface TermCell {
  readonly ch: string;
  readonly width: number;
  readonly fg: number | null;
  readonly bg: number | null;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export function termCell(cell: IBufferCell): TermCell {
  return {
    ch: cell.getChars() || ' ',
    width: cell.getWidth(),
    fg: cell.isFgDefault() ? null : cell.getFgColor(),
    bg: cell.isBgDefault() ? null : cell.getBgColor(),
    bold: cell.isBold() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}
