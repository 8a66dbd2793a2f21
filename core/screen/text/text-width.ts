import { codePointWidth } from './code-point-width.js';

const ascii = /^[\x20-\x7e]*$/;

/** Width of clean text in terminal cells. */
export function textWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += codePointWidth(character.codePointAt(0) ?? 0);
  return width;
}
