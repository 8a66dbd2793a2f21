import type { StyledText, TextSpan } from 'devmgr/plugin-api';

/** Spans of a text; a plain string is one span without a style. */
export function toSpans(text: StyledText): readonly TextSpan[] {
  return typeof text === 'string' ? [{ text }] : text;
}

/** The characters of a text without its styles. */
export function plainText(text: StyledText): string {
  return typeof text === 'string' ? text : text.map((span) => span.text).join('');
}
