import { graphemes } from '../graphemes.js';
import type { TextBuffer } from './text-buffer.js';

type Text = Pick<TextBuffer, 'slice' | 'length'>;

/** Characters around a place that are looked at: no grapheme or word that a person writes is longer. */
const WINDOW = 256;

/** Start of the grapheme that ends at `offset`. */
export function graphemeBefore(text: Text, offset: number): number {
  const before = wholePoints(text.slice(Math.max(0, offset - WINDOW), offset));
  let last = 0;
  for (const { index } of graphemes(before)) last = index;
  return offset - before.length + last;
}

/** End of the grapheme that begins at `offset`. */
export function graphemeAfter(text: Text, offset: number): number {
  const [next] = graphemes(text.slice(offset, Math.min(offset + WINDOW, text.length)));
  return next ? offset + next.segment.length : offset;
}

/** Start of the word before `offset`, of letters and digits; blanks and signs between are stepped over. */
export function wordBefore(text: Text, offset: number): number {
  return (
    offset - matched(/[\p{L}\p{N}\p{M}_]*[^\p{L}\p{N}\p{M}_]*$/u, text.slice(Math.max(0, offset - WINDOW), offset))
  );
}

/** End of the word after `offset`. */
export function wordAfter(text: Text, offset: number): number {
  return offset + matched(/^[^\p{L}\p{N}\p{M}_]*[\p{L}\p{N}\p{M}_]*/u, text.slice(offset, offset + WINDOW));
}

/** Start of what stands between blanks before `offset`, as Ctrl-W of a shell takes it; never past a line break. */
export function blankWordBefore(text: Text, offset: number): number {
  const length = matched(/\S*[^\S\n]*$/, text.slice(Math.max(0, offset - WINDOW), offset));
  return length === 0 ? graphemeBefore(text, offset) : offset - length;
}

const matched = (pattern: RegExp, text: string) => pattern.exec(text)?.[0].length ?? 0;

/** Without the second half of a character that was cut. */
function wholePoints(text: string): string {
  const code = text.charCodeAt(0);
  return text.length > 1 && code >= 0xdc00 && code <= 0xdfff ? text.slice(1) : text;
}
