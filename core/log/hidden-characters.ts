/**
 * What takes no place on a screen, so that text can be cut apart by it and still read as one: terminal escape sequences
 * (ECMA-48: OSC up to BEL or ST; DCS, SOS, PM, APC up to ST; CSI; the short ones; an unfinished one ends with its line),
 * control characters, and what the screen's sanitiser takes out as invisible.
 */
const ESCAPE_SEQUENCE =
  /(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n]*(?:\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|\x1b[\x20-\x2f]*[\x30-\x7e]?/
    .source;
/** The rest of a joined emoji is not drawn. */
const JOINED = '\\u200d\\ufe0f?\\p{Extended_Pictographic}';
/** Marks of Unicode 12 and later, which the screen leaves out because terminals disagree about them. */
const NEW_MARKS =
  '\\u0897-\\u089f\\u08ca-\\u08d2\\u0b55\\u0c3c\\u0d81\\u0ece\\u1734\\u1abf-\\u1aff\\u1dfa\\ua82c[\\p{M}&&[\\u{10000}-\\u{10ffff}]]';
const INVISIBLE = `[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Emoji_Modifier}\\p{Me}${NEW_MARKS}]`;

const HIDDEN = `${ESCAPE_SEQUENCE}|${JOINED}|${INVISIBLE}`;
const hidden = new RegExp(HIDDEN, 'gv');
/** Nearly every line: told in one cheap pass. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;
const isHidden = new RegExp(INVISIBLE, 'v');

/** True when `withoutHidden` would take something out. */
export function hasHidden(text: string): boolean {
  return !PLAIN.test(text) && isHidden.test(text);
}

/** The text as it reads on a screen: tabs and newlines stay, everything hidden is gone. */
export function withoutHidden(text: string): string {
  return hasHidden(text) ? text.replace(hidden, '') : text;
}

/** A fresh expression that finds what is hidden; with `joinLines` also line breaks with the indentation after them. */
export function hiddenPattern(joinLines: boolean): RegExp {
  return new RegExp(joinLines ? `[\\n\\x0b\\x0c\\x85\\u2028\\u2029]\\s*|${HIDDEN}` : HIDDEN, 'gv');
}
