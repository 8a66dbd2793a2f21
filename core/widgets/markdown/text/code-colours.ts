import { highlightLines } from '../../../highlight/highlight-lines.js';
import { CodePieces, type SpanLines } from './code-pieces.js';
import { shownCode } from './shown-code.js';

export interface Code {
  /** Tells it from other code of the same block. */
  readonly number: number;
  readonly text: string;
  readonly language: string | undefined;
  /** No more of it is to come. */
  readonly isWhole: boolean;
}

/** The lines of code as clean spans, in pieces one after the other. A piece that is the same object has not changed. */
export type ColourCode = (code: Code) => readonly SpanLines[];

/** Code as it is. */
export const withoutColours: ColourCode = ({ text }) => [
  shownCode(text)
    .split('\n')
    .map((line) => [{ text: line }]),
];

/**
 * Colours of the code in a block of an answer, whose text may grow. Of long code that is still being written only the last
 * piece is coloured again when it grows; what a piece cannot know, such as a string that began before it, is right as
 * soon as the code is whole.
 *
 * @param onReady Told when there are colours for some of it.
 */
export function colourCode(onReady: () => void): ColourCode {
  const codes = new Map<number, CodePieces>();
  return ({ number, text, language, isWhole }) => {
    const known = codes.get(number) ?? new CodePieces(onReady);
    codes.set(number, known);
    const pieces = known.lines(text, language);
    if (!isWhole || !language || pieces.length === 1) return pieces;
    const whole = highlightLines(shownCode(text), language, onReady);
    return countStyled([whole]) >= countStyled(pieces) ? [whole] : pieces;
  };
}

function countStyled(pieces: readonly SpanLines[]): number {
  let count = 0;
  for (const lines of pieces) {
    for (const line of lines) if (line.some((span) => span.style !== undefined)) count++;
  }
  return count;
}
