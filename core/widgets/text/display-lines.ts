import type { StyledText } from 'devmgr/plugin-api';
import { plainText, toSpans } from '../../screen/text/spans.js';
import { wrap } from '../../screen/text/wrap.js';

/** One line on the screen and the entry that it comes from. */
export interface DisplayLine {
  readonly entry: number;
  readonly text: StyledText;
}

/** Characters of a span that are broken into lines; what is longer is cut, so that one entry cannot stall a frame. */
const MOST = 20_000;

/**
 * The lines that entries take on the screen: an entry with newlines takes several, and with `cells` a long one is
 * broken, at a blank where there is one.
 */
export function displayLines(entries: readonly StyledText[], cells: number | undefined): DisplayLine[] {
  const lines: DisplayLine[] = [];
  entries.forEach((text, entry) => {
    if (isOneLine(text, cells)) lines.push({ entry, text });
    else for (const line of wrap(shorten(text), cells ?? Number.POSITIVE_INFINITY)) lines.push({ entry, text: line });
  });
  return lines;
}

/** Text that surely needs no breaking, whatever its characters are. */
function isOneLine(text: StyledText, cells: number | undefined): boolean {
  const plain = plainText(text);
  return !/[\n\r\v\f\x85\u2028\u2029]/.test(plain) && (cells === undefined || plain.length * 2 <= cells);
}

function shorten(text: StyledText): StyledText {
  return toSpans(text).map((span) =>
    span.text.length > MOST ? { ...span, text: `${span.text.slice(0, MOST)}…` } : span,
  );
}
