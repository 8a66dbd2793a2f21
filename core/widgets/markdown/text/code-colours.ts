import type { TextSpan } from 'devmgr/plugin-api';
import { highlightLines } from '../../../highlight/highlight-lines.js';
import type { ColourCode } from '../layout/lay-out-code.js';

/** Code as it is. */
export const withoutColours: ColourCode = (text) => text.split('\n').map((line) => [{ text: line }]);

type SpanLines = readonly (readonly TextSpan[])[];

/** Lines that are coloured together while more are written. */
const PIECE = 100;

/**
 * Colours of code in answers. Of a long block that is still being written only the last piece is coloured again when it
 * grows; what a piece cannot know, such as a string that began before it, is right as soon as the block is whole.
 */
export function colourCode(onReady: () => void): ColourCode {
  return (text, language, isWhole) => {
    const count = countLines(text);
    if (count <= PIECE || !language) return highlightLines(text, language, onReady);
    const pieces = colourPieces(text, language, onReady);
    if (!isWhole) return pieces;
    const whole = highlightLines(text, language, onReady);
    return countStyled(whole) >= countStyled(pieces) ? whole : pieces;
  };
}

function colourPieces(text: string, language: string, onReady: () => void): SpanLines {
  const lines = text.split('\n');
  const coloured: (readonly TextSpan[])[] = [];
  for (let at = 0; at < lines.length; at += PIECE) {
    coloured.push(...highlightLines(lines.slice(at, at + PIECE).join('\n'), language, onReady));
  }
  return coloured;
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function countStyled(lines: SpanLines): number {
  return lines.reduce((sum, line) => sum + (line.some((span) => span.style !== undefined) ? 1 : 0), 0);
}
