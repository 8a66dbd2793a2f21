import type { BlessedParts } from './load-blessed.js';
import { codePointWidth } from './text/code-point-width.js';

let patched = false;

/**
 * Makes blessed's diff measure characters as we and the terminals do: its own table is from 2015 and takes every emoji
 * for one cell, which shifts borders and leaves ghosts behind.
 */
export function patchUnicode(unicode: BlessedParts['unicode']): void {
  if (patched) return;
  patched = true;
  unicode.charWidth = (text, at) => codePointWidth(typeof text === 'number' ? text : (text.codePointAt(at ?? 0) ?? 0));
  // Blessed puts a filler after everything that this matches.
  unicode.chars.all =
    /([\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}])/gu;
}
