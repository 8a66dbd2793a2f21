import { codePointWidth } from './code-point-width.js';
import { textWidth } from './text-width.js';

const ellipsis = '…';

/**
 * Clean text of one line that is at most `cells` wide. What does not fit is replaced by `…`, at the end or in the middle
 * (for paths and ids, whose ends tell most).
 */
export function truncate(text: string, cells: number, where: 'end' | 'middle' = 'end'): string {
  if (textWidth(text) <= cells) return text;
  if (cells < 1) return '';
  const room = cells - 1;
  const tail = where === 'middle' ? Math.floor(room / 2) : 0;
  return `${firstCells(text, room - tail)}${ellipsis}${lastCells(text, tail)}`;
}

function firstCells(text: string, cells: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += codePointWidth(character.codePointAt(0) ?? 0);
    if (width > cells) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function lastCells(text: string, cells: number): string {
  let width = 0;
  let start = text.length;
  for (const character of [...text].reverse()) {
    width += codePointWidth(character.codePointAt(0) ?? 0);
    if (width > cells) break;
    start -= character.length;
  }
  return text.slice(start);
}
