import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import { cleanLine } from '../screen/text/clean.js';
import { codePointWidth } from '../screen/text/code-point-width.js';
import { textWidth } from '../screen/text/text-width.js';

const plain = /^[\x20-\x7e]*$/;
const ELLIPSIS = '…';
/** Longer text is cut before it is cleaned: a line of a megabyte must not cost more than what is seen of it. */
const MOST = 4096;

/** Where what is too long is cut. */
export type Cut = 'start' | 'middle' | 'end';

/**
 * One line of text, clean and at most `cells` wide; what is too long gets `…` at its end, in the middle or in front.
 * Spans keep their styles.
 */
export function fitText(text: StyledText, cells: number, cut: Cut = 'end'): StyledText {
  if (cells <= 0) return '';
  if (typeof text === 'string' && text.length <= cells && plain.test(text)) return text;
  const spans = cleanSpans(text, cut);
  if (spansWidth(spans) <= cells) return typeof text === 'string' ? (spans[0]?.text ?? '') : spans;
  if (cut === 'end' || cells < 3) return [...sliceCells(spans, 0, cells - 1), ellipsisLike(spans)];
  const head = cut === 'start' ? 0 : Math.ceil((cells - 1) / 2);
  const width = spansWidth(spans);
  return [...sliceCells(spans, 0, head), ellipsisLike(spans), ...sliceCells(spans, width - (cells - 1 - head), width)];
}

/** Width in cells of one line of text as the canvas will show it. */
export function styledWidth(text: StyledText): number {
  return typeof text === 'string' && plain.test(text) ? text.length : spansWidth(cleanSpans(text, 'end'));
}

/** The part of clean spans between two cells; a wide character cut in half becomes a blank. */
export function sliceCells(spans: readonly TextSpan[], from: number, to: number): TextSpan[] {
  const kept: TextSpan[] = [];
  let x = 0;
  for (const span of spans) {
    const width = textWidth(span.text);
    if (x < to && x + width > from) kept.push({ ...span, text: slicePlain(span.text, from - x, to - x) });
    x += width;
  }
  return kept;
}

/** Spans of one clean line. */
export function cleanSpans(text: StyledText, cut: Cut = 'end'): TextSpan[] {
  const spans = typeof text === 'string' ? [{ text }] : text;
  return spans.map((span) => ({ ...span, text: cleanLine(shorten(span.text, cut)) }));
}

function shorten(text: string, cut: Cut): string {
  if (text.length <= 2 * MOST) return text;
  return cut === 'end' ? text.slice(0, 2 * MOST) : text.slice(0, MOST) + text.slice(-MOST);
}

function spansWidth(spans: readonly TextSpan[]): number {
  return spans.reduce((sum, span) => sum + textWidth(span.text), 0);
}

function ellipsisLike(spans: readonly TextSpan[]): TextSpan {
  return { text: ELLIPSIS, style: spans.at(-1)?.style };
}

function slicePlain(text: string, from: number, to: number): string {
  if (plain.test(text)) return text.slice(Math.max(0, from), Math.max(0, to));
  let kept = '';
  let x = 0;
  for (const character of text) {
    const width = codePointWidth(character.codePointAt(0) ?? 0);
    const end = x + width;
    if (width === 0 ? x > from && x <= to : x >= from && end <= to) kept += character;
    else if (end > from && x < to) kept += ' ';
    x = end;
  }
  return kept;
}
