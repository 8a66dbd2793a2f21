import { codePointWidth } from './code-point-width.js';
import { expandTabs } from './expand-tabs.js';
import { stripEscapes } from './strip-escapes.js';

// Nothing in these needs a change: Latin, Cyrillic, punctuation, arrows, boxes, checks, braille, kana, ideographs, Hangul.
const plainCharacters = String.raw`\x20-\x7e\n\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25ff\u2713-\u2718\u2800-\u28ff\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fef\uac00-\ud7a3`;
const plain = new RegExp(`^[${plainCharacters}]*$`);
// The same with emoji that every terminal draws in two cells, for short texts: the icons of tabs are in the first frame, and to compile
// the expressions of the long way takes milliseconds.
const icons = String.raw`\u{1f400}-\u{1f43e}\u{1f442}-\u{1f4fc}\u{1f680}-\u{1f6c5}\u{1f910}-\u{1f93a}\u{1f9d0}-\u{1f9ff}`;
const plainWithIcons = new RegExp(`^[${plainCharacters}${icons}]*$`, 'u');
const longestWithIcons = 1000;
const controls = /[\x00-\x1f\x7f-\x9f]/;
const lineEnds = /[\x0b\x0c\x85\u2028\u2029]/g;
// Controls but \t \n, format and bidi characters, everything invisible by default, skin tones, enclosing marks.
const junk = /[\x00-\x08\x0e-\x1f\x7f-\x9f]|[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Me}]/gu;
// A joined emoji (family, profession) is drawn as its first part: terminals disagree about the rest.
const joined = /(?:\u200d\ufe0f?\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)+/gu;
const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
const marks = /(\p{M}{3})\p{M}+/gu;
const unknown = /\p{Cn}|\p{Cs}|\p{Emoji_Presentation}/gu;
// Marks of Unicode 12 and later: some terminals give them a cell of their own.
const newMarks =
  /[\u0897-\u089f\u08ca-\u08d2\u0b55\u0c3c\u0d81\u0ece\u1734\u1abf-\u1aff\u1dfa\ua82c]|[\ud800-\udbff][\udc00-\udfff]/g;
const mark = /^\p{M}$/u;
const regionalIndicator = /^\p{Regional_Indicator}$/u;
const maxLength = 1 << 20;

/**
 * The only sanitiser: text from anywhere in, printable text and newlines out, nothing else.
 *
 * Escape sequences, controls, bidi overrides and invisible characters are gone; of a line overwritten with carriage
 * returns the last state stays; tabs become spaces; characters whose width terminals disagree on become `□`.
 * Takes linear time, cuts at 1,048,576 characters, and cleaning twice changes nothing.
 */
export function clean(text: string): string {
  const input = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  if (plain.test(input) || (input.length <= longestWithIcons && plainWithIcons.test(input))) return input;
  return expandTabs(normalise(controls.test(input) ? removeControls(input) : input));
}

/** As `clean`, for one line: newlines become spaces. */
export function cleanLine(text: string): string {
  const cleaned = clean(text);
  return cleaned.includes('\n') ? cleaned.replaceAll('\n', ' ') : cleaned;
}

function removeControls(text: string): string {
  const overwritten = text.includes('\r') ? text.split('\n').map(lastState).join('\n') : text;
  return stripEscapes(overwritten.replace(lineEnds, '\n'));
}

/** What a terminal would show of a line that was rewritten with carriage returns, as progress bars do. */
function lastState(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  return end === 0 ? '' : line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}

function normalise(text: string): string {
  const visible = text.replace(lineEnds, '\n').replace(joined, '').replace(junk, '').replace(oddSpaces, ' ');
  // Composed before, as that splits a few characters, and after, as marks that stood apart may meet.
  const agreed = visible
    .normalize('NFC')
    .replace(newMarks, (found) => (found.length === 1 || mark.test(found) ? '' : found));
  return agreed.normalize('NFC').replace(marks, '$1').replace(unknown, replaceUnknown);
}

function replaceUnknown(character: string): string {
  if (/^\p{Cs}$/u.test(character)) return '\ufffd';
  const codePoint = character.codePointAt(0) ?? 0;
  return codePointWidth(codePoint) === 2 || regionalIndicator.test(character) ? character : '□';
}
