import { isPlain, partsOf, shownAs } from './glyphs.js';

/** Longer lines are broken anywhere: nobody reads their words, and they must not cost a walk over them in every key. */
const MOST_BY_WORDS = 2000;

/**
 * Offsets at which the rows of a line begin when `cells` are wide. Broken after blanks, in a word only when it fills a
 * row alone. One blank may stand behind the last cell of a row.
 */
export function wrapLine(line: string, cells: number): number[] {
  if (isPlain(line)) return line.length <= cells ? [0] : wrapPlain(line, cells);
  return wrapParts(partsOf(line), cells);
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
    const hangs = isBlank && x <= cells;
    if (x + width > cells && !hangs && x > 0) {
      starts.push(end?.offset ?? offset);
      // A row began: what was taken for the rest of the row before is looked at again.
      if (end) ({ offset } = end);
      at = (end?.at ?? at) - 1;
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

/** The same without a look at glyphs: a cell a character. */
function wrapPlain(line: string, cells: number): number[] {
  const starts = [0];
  let start = 0;
  while (line.length - start > cells) {
    const next = line.length > MOST_BY_WORDS ? start + cells : breakOf(line, start, cells);
    if (next >= line.length) break;
    starts.push(next);
    start = next;
  }
  return starts;
}

/** After the last blank of a row, the one behind it included. */
function breakOf(line: string, start: number, cells: number): number {
  const blank = line.lastIndexOf(' ', start + cells);
  return blank > start ? blank + 1 : start + cells;
}
