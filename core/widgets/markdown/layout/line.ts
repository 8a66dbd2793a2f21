import type { TextStyle } from 'devmgr/plugin-api';

/** A piece of a line: clean text in one style. */
export interface Run {
  readonly text: string;
  readonly style?: TextStyle | undefined;
  /** Number of the stop of its block that the piece belongs to. */
  readonly stop?: number | undefined;
  /** It is furniture inside the text: lines between the cells of a table. */
  readonly isDrawn?: boolean | undefined;
}

/** One line on the screen. */
export interface Line {
  readonly runs: readonly Run[];
  /** Pieces at its beginning that are furniture: bars of quotes, signs of lists. */
  readonly furniture: number;
  /** Pieces at its end that are furniture: the right side of a frame. */
  readonly tail?: number;
  /** What stood in the text where the line ends: a line end, a blank at which it was broken, or nothing. */
  readonly joint: '\n' | ' ' | '';
}

/** What can be acted on inside a block. */
export type BlockStop =
  | { readonly kind: 'section' }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'code'; readonly language: string | undefined; readonly text: string };

export interface BlockLayout {
  readonly lines: readonly Line[];
  readonly stops: readonly BlockStop[];
}

export const EMPTY_LINE: Line = { runs: [], furniture: 0, joint: '\n' };

/** Puts furniture before lines: `first` before the first one, `rest` before the others. */
export function indent(lines: readonly Line[], first: Run, rest: Run): Line[] {
  return lines.map((line, index) => ({
    ...line,
    runs: [index === 0 ? first : rest, ...line.runs],
    furniture: line.furniture + 1,
  }));
}
