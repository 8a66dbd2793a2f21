/**
 * Characters that take no place on a screen, so that text can be cut apart by them and still read as one:
 * terminal escape sequences (CSI, OSC, DCS and the short ones, ECMA-48), control characters but tab and newline,
 * soft hyphens, zero-width, bidi and other format characters, variation selectors and tags.
 */
const ESCAPE_SEQUENCE =
  // OSC up to BEL or ST; DCS, SOS, PM, APC up to ST; CSI; the rest. An unfinished one ends with the line.
  /(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n]*(?:\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|\x1b[\x20-\x2f]*[\x30-\x7e]?/
    .source;
const INVISIBLE =
  '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb]|\\udb40[\\udc00-\\udfff]';

const HIDDEN = new RegExp(`${ESCAPE_SEQUENCE}|${INVISIBLE}`, 'g');
/** One class, so that plain lines are told in one pass: a line without any of these has nothing hidden. */
const MAYBE_HIDDEN =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\udb40\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]/;

/** True when `text` holds something that `withoutHidden` would take out. May be true without need, never false. */
export function hasHidden(text: string): boolean {
  return MAYBE_HIDDEN.test(text);
}

/** The text as it reads on a screen: tabs and newlines stay, everything hidden is gone. */
export function withoutHidden(text: string): string {
  return hasHidden(text) ? text.replace(HIDDEN, '') : text;
}

/** A fresh expression that finds hidden runs; with `joinLines` also line breaks with the indentation after them. */
export function hiddenPattern(joinLines: boolean): RegExp {
  return new RegExp(joinLines ? `${HIDDEN.source}|\\n[ \\t]*` : HIDDEN.source, 'g');
}
