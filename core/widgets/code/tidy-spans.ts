import type { TextSpan } from 'devmgr/plugin-api';
import { textWidth } from '../../screen/text/text-width.js';
import { cleanSpans } from '../fit-text.js';
import { markHidden } from './mark-hidden.js';

const TAB_STOP = 4;

/** Clean spans of one line of code, with marks where something is hidden. Tabs go to the next column that is a multiple of four in the line, not in the span. */
export function tidySpans(line: readonly TextSpan[]): readonly TextSpan[] {
  const spans = markHidden(line);
  if (!spans.some((span) => span.text.includes('\t'))) return cleanSpans(spans);
  let column = 0;
  return spans.map((span) => {
    const pieces = cleanSpans(span.text.split('\t').map((text) => ({ text }))).map((piece) => piece.text);
    const text = pieces.reduce((before, piece) => {
      const at = column + textWidth(before);
      return before + ' '.repeat(TAB_STOP - (at % TAB_STOP)) + piece;
    });
    column += textWidth(text);
    return { ...span, text };
  });
}
