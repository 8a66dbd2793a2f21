import { stripEscapes } from '../../screen/text/strip-escapes.js';

/** Text from outside with the line ends of the editor. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** What was pasted, without escape sequences and controls: tabs and line breaks stay. */
export function pastedText(text: string): string {
  return stripEscapes(withLineFeeds(text)).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}
