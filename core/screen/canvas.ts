import type { StyledText, TextStyle } from 'devmgr/plugin-api';

/** Looks of the core's own furniture, beside the meanings that plugins use. */
export type ChromeLook =
  | 'border'
  | 'border-focused'
  | 'title'
  | 'title-focused'
  | 'tab'
  | 'tab-active'
  | 'tab-hover'
  | 'bar'
  | 'key'
  | 'key-hint'
  | 'header'
  | 'selection'
  | 'selection-unfocused'
  | 'field'
  | 'field-focused'
  | 'cursor'
  | 'button'
  | 'button-focused'
  | 'button-disabled'
  | 'scrollbar'
  | 'added-line'
  | 'removed-line'
  | 'dialog';

export type Look = TextStyle | ChromeLook;

/** The inside of a box, in cells. Everything put outside is clipped; text is sanitised here and nowhere later. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /**
   * Writes one line of text and returns the cells used. Spans keep their own style; `look` is for the rest.
   * `base` is laid under all of it: the background of a selected row, for example. `maxCells` clips earlier.
   */
  put(
    x: number,
    y: number,
    text: StyledText,
    look?: Look,
    options?: { readonly base?: Look; readonly maxCells?: number },
  ): number;
  /**
   * As `put`, for furniture: frames, rules, scrollbars, signs of lists. It is written with the signs of the full set, `╭─▸█`,
   * and painted with those that the theme has: other ones where only ASCII is wanted.
   */
  draw(
    x: number,
    y: number,
    text: string,
    look?: Look,
    options?: { readonly base?: Look; readonly maxCells?: number },
  ): number;
  /** Fills an area with blanks of that look. */
  fill(x: number, y: number, width: number, height: number, look: Look): void;
}
