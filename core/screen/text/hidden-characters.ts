import type { HiddenCharacter } from 'devmgr/plugin-api';

/** Scripts whose letters are joined, or kept apart, by characters without a width. */
const joining = ['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Knda', 'Mlym', 'Orya', 'Sinh', 'Taml', 'Telu']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
/** A character without a width where it belongs: within an emoji, and in words of those scripts. */
const inPlace = [
  '(?<=[\\p{Emoji}\\p{S}])[\\ufe0e\\ufe0f]',
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  `(?<=[${joining}])[\\u200c\\u200d](?=[${joining}])`,
].join('|');
/**
 * Controls but tab, newline and the carriage returns that end a line; line ends of Unicode; what turns the direction of text; everything
 * invisible by default.
 */
const hidden =
  '\\r(?=[^\\r\\n])|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\p{Cf}\\p{Default_Ignorable_Code_Point}]';
/** Made when a text needs it: reading it takes a millisecond, and most runs meet no such text. */
let pattern: RegExp | undefined;
/** Nearly every text: told in one cheap pass. */
const plain = /^[\t\n\x20-\x7e]*$/;

/**
 * What a text holds that nobody sees: code with it can mean something else than what is read (escape sequences, turned directions, zero
 * widths, tags). Emoji and scripts that need such characters are left alone.
 */
export function hiddenCharacters(text: string): readonly HiddenCharacter[] {
  if (plain.test(text)) return [];
  pattern ??= new RegExp(`(?!${inPlace})(?:${hidden})`, 'gu');
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    at: index,
    length: found.length,
    name: `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  }));
}
