import { graphemes } from '../graphemes.js';

/** Characters around a place that are looked at: no grapheme or word that a person writes is longer. */
const WINDOW = 256;

/** Start of the grapheme that ends at `offset`. */
export function graphemeBefore(text: string, offset: number): number {
  const from = safeStart(text, Math.max(0, offset - WINDOW));
  let start = from;
  for (const { index } of graphemes(text.slice(from, offset))) start = from + index;
  return start;
}

/** End of the grapheme that begins at `offset`. */
export function graphemeAfter(text: string, offset: number): number {
  const [next] = graphemes(text.slice(offset, offset + WINDOW));
  return next ? offset + next.segment.length : offset;
}

/** Start of the word before `offset`, of letters and digits; blanks and signs between are stepped over. */
export function wordBefore(text: string, offset: number): number {
  const from = Math.max(0, offset - WINDOW);
  const found = /[\p{L}\p{N}\p{M}_]*[^\p{L}\p{N}\p{M}_]*$/u.exec(text.slice(from, offset));
  return from + (found?.index ?? 0);
}

/** End of the word after `offset`. */
export function wordAfter(text: string, offset: number): number {
  const found = /^[^\p{L}\p{N}\p{M}_]*[\p{L}\p{N}\p{M}_]*/u.exec(text.slice(offset, offset + WINDOW));
  return offset + (found?.[0].length ?? 0);
}

/** Start of what stands between blanks before `offset`, as Ctrl-W of a shell takes it; never past a line break. */
export function blankWordBefore(text: string, offset: number): number {
  const from = Math.max(0, offset - WINDOW);
  const found = /\S*[^\S\n]*$/.exec(text.slice(from, offset));
  const start = from + (found?.index ?? 0);
  return start === offset ? graphemeBefore(text, offset) : start;
}

/** Not between the halves of a surrogate pair. */
function safeStart(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
