import type { StyledText, TextSpan, TextStyle } from 'devmgr/plugin-api';
import { clean } from './clean.js';
import { codePointWidth } from './code-point-width.js';
import { toSpans } from './spans.js';

interface Piece {
  readonly character: string;
  readonly width: number;
  readonly style: TextStyle | undefined;
}

/**
 * Breaks text into lines of at most `cells`: at its newlines, then at blanks, and inside a word only when the word alone
 * is too long. The blank at a break is dropped. Every line is a list of spans; an empty line is an empty list.
 */
export function wrap(text: StyledText, cells: number): TextSpan[][] {
  return paragraphsOf(text).flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, cells)));
}

function paragraphsOf(text: StyledText): Piece[][] {
  const paragraphs: Piece[][] = [[]];
  for (const span of toSpans(text)) {
    for (const character of clean(span.text)) {
      const width = codePointWidth(character.codePointAt(0) ?? 0);
      if (character === '\n') paragraphs.push([]);
      else paragraphs.at(-1)?.push({ character, width, style: span.style });
    }
  }
  return paragraphs;
}

function wrapParagraph(pieces: readonly Piece[], cells: number): TextSpan[][] {
  const lines: TextSpan[][] = [];
  let start = 0;
  let width = 0;
  let blank = -1;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (!piece) break;
    if (piece.character === ' ') blank = at;
    width += piece.width;
    if (width <= cells || at === start) continue;
    const end = blank > start ? blank : at;
    lines.push(spansOf(pieces.slice(start, end)));
    start = blank > start ? blank + 1 : at;
    width = widthOf(pieces, start, at);
    blank = -1;
  }
  if (start < pieces.length || lines.length === 0) lines.push(spansOf(pieces.slice(start)));
  return lines;
}

function widthOf(pieces: readonly Piece[], first: number, last: number): number {
  let width = 0;
  for (let at = first; at <= last; at++) width += pieces[at]?.width ?? 0;
  return width;
}

/** Joins neighbours of one style. */
function spansOf(pieces: readonly Piece[]): TextSpan[] {
  const spans: { text: string; style: TextStyle | undefined }[] = [];
  for (const { character, style } of pieces) {
    const last = spans.at(-1);
    if (last && last.style === style) last.text += character;
    else spans.push({ text: character, style });
  }
  return spans.map(({ text, style }) => (style === undefined ? { text } : { text, style }));
}
