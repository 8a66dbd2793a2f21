import { cleanLine } from '../../screen/text/clean.js';
import { codePointWidth } from '../../screen/text/code-point-width.js';
import { textWidth } from '../../screen/text/text-width.js';
import { graphemes } from '../graphemes.js';

/** What a person takes for one character, and where it stands in its row. Offsets and cells count from the row's start. */
export interface Glyph {
  readonly from: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
  /** What is painted: clean, `width` cells. */
  readonly text: string;
}

const ascii = /^[\x20-\x7e]*$/;
// Every code point of these stands for itself: Latin, Cyrillic, punctuation, arrows, boxes, kana, ideographs, Hangul.
const simple =
  /^[\t\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fef\uac00-\ud7a3]*$/;
const TAB_STOP = 4;
const MOST_KNOWN = 2000;
/** Stands for what cannot be seen, so that it can be noticed and deleted. */
const UNSEEN = '□';

/** Whether every character takes one cell and one code unit. */
export function isPlain(row: string): boolean {
  return ascii.test(row);
}

/** The glyphs of a row of text, from left to right. */
export function glyphsOf(row: string): Glyph[] {
  const glyphs: Glyph[] = [];
  let from = 0;
  let x = 0;
  for (const part of partsOf(row)) {
    const shown = shownAs(part, x);
    const glyph = { from, end: from + part.length, x, width: shown.width, text: shown.text };
    glyphs.push(glyph);
    from = glyph.end;
    x += glyph.width;
  }
  return glyphs;
}

/** Cells before an offset of a row. */
export function cellAt(row: string, offset: number): number {
  const part = row.slice(0, offset);
  if (isPlain(part)) return part.length;
  const last = glyphsOf(part).at(-1);
  return last ? last.x + last.width : 0;
}

/** The offset of the glyph over a cell; the end of the row right of it. */
export function offsetAt(row: string, cell: number): number {
  if (isPlain(row)) return Math.max(0, Math.min(cell, row.length));
  return glyphsOf(row).find((glyph) => cell < glyph.x + glyph.width)?.from ?? row.length;
}

/** The characters of a row, as a person counts them. */
export function partsOf(row: string): string[] {
  return simple.test(row) ? [...row] : Array.from(graphemes(row), ({ segment }) => segment);
}

/** How a character is painted in cell `x` of its row: that is where a tab ends. */
export function shownAs(part: string, x: number): { readonly text: string; readonly width: number } {
  if (part === '\t') return { text: ' '.repeat(TAB_STOP - (x % TAB_STOP)), width: TAB_STOP - (x % TAB_STOP) };
  if (part.length === 1 && simple.test(part)) return { text: part, width: codePointWidth(part.charCodeAt(0)) };
  return known.get(part) ?? remember(part);
}

const known = new Map<string, { readonly text: string; readonly width: number }>();

function remember(part: string): { readonly text: string; readonly width: number } {
  const text = cleanLine(part);
  const width = textWidth(text);
  const shown = width > 0 ? { text, width } : { text: UNSEEN, width: 1 };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(part, shown);
  return shown;
}
