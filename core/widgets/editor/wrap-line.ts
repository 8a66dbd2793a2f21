import { isPlain, partsOf, shownAs } from './glyphs.js';

/** Longer lines are broken anywhere: nobody reads their words, and a key must not cost a walk over all of them. */
export const LONG_LINE = 4000;

/**
 * Offsets at which the rows of a line begin. With `cells`, they are at most so wide: broken after blanks, in a word only
 * when it fills a row alone, and one blank may stand behind the last cell. Without, only very long lines are broken.
 */
export function wrapLine(line: string, cells: number | undefined): number[] {
  if (cells === undefined) return line.length <= LONG_LINE ? [0] : cutEvery(line, LONG_LINE);
  // In a very long one a character that is not plain counts as two cells, a tab too.
  if (line.length > LONG_LINE) return cutEvery(line, isPlain(line) ? cells : Math.max(2, cells >> 1));
  return isPlain(line) ? wrapPlain(line, cells) : wrapParts(partsOf(line), cells);
}

/** Rows of so many characters, none of which is cut in half. */
function cutEvery(line: string, length: number): number[] {
  const starts = [0];
  for (let at = length; at < line.length; at += length) {
    const code = line.charCodeAt(at);
    if (code >= 0xdc00 && code <= 0xdfff) at--;
    starts.push(at);
  }
  return starts;
}

function wrapParts(parts: readonly string[], cells: number): number[] {
  const starts = [0];
  let offset = 0;
  let x = 0;
  /** Where the row may end: after its last blank. */
  let end: { readonly at: number; readonly offset: number } | undefined;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    const { width } = shownAs(part, x);
    const isBlank = part === ' ' || part === '\t';
    if (x + width > cells && x > 0 && !(isBlank && x <= cells)) {
      // What was taken for the rest of the row before is looked at again: it begins the new one.
      if (end) ({ offset } = end);
      at = (end?.at ?? at) - 1;
      starts.push(offset);
      x = 0;
      end = undefined;
      continue;
    }
    x += width;
    offset += part.length;
    if (isBlank) end = { at: at + 1, offset };
  }
  return starts;
}

/** The same without a look at characters: each takes a cell. */
function wrapPlain(line: string, cells: number): number[] {
  const starts = [0];
  let start = 0;
  while (line.length - start > cells) {
    const blank = line.lastIndexOf(' ', start + cells);
    start = blank >= start ? blank + 1 : start + cells;
    if (start >= line.length) break;
    starts.push(start);
  }
  return starts;
}
