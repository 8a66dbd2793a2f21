import { stripEscapes } from '../../../screen/text/strip-escapes.js';

/** A text as it is parsed: line ends are `\n`, and terminal sequences are gone before they are taken for Markdown. */
export function sourceText(text: string): string {
  return /[\r\x1b\x80-\x9f]/.test(text) ? stripEscapes(text.replace(/\r\n?/g, '\n')) : text;
}

/** Characters that two texts have in common at their beginning. */
export function commonLength(before: string, after: string): number {
  if (after.startsWith(before)) return before.length;
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before.charCodeAt(length) === after.charCodeAt(length)) length++;
  return length;
}
