import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine } from '../../../../core/screen/text/clean.js';
import { expectQuick } from '../../../support/expect-quick.js';

describe('clean', () => {
  it.each([
    ['plain text', 'a {red-fg}b{/} c', 'a {red-fg}b{/} c'],
    ['colours', '\x1b[31mred\x1b[0m', 'red'],
    ['colours out of range', '\x1b[38;5;99999999mX', 'X'],
    ['colours with colons', '\x1b[38:2::10:20:30mX', 'X'],
    ['clearing the screen', 'A\x1b[2JB', 'AB'],
    ['a window title', 'A\x1b]0;title\x07B', 'AB'],
    ['the clipboard', 'A\x1b]52;c;eA==\x1b\\B', 'AB'],
    ['a link', '\x1b]8;;http://e\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['a device string', 'A\x1bPq#0;2\x1b\\B', 'AB'],
    ['a string that never ends', 'A\x1b]0;title\nB', 'A\nB'],
    ['a charset', '\x1b(0lqk\x1b(B', 'lqk'],
    ['a terminal reset', 'A\x1bcB', 'AB'],
    ['8-bit CSI', 'A\u009b2JB', 'AB'],
    ['8-bit OSC', 'A\u009d0;t\u009cB', 'AB'],
    ['controls', 'A\0\x07\x08\x7f\x0eB', 'AB'],
    ['a lone escape at the end', 'A\x1b', 'A'],
    ['tabs by column', 'a\tb\tcd', 'a   b   cd'],
    ['tabs after wide characters', '漢\tb', '漢  b'],
    ['CRLF', 'a\r\nb', 'a\nb'],
    ['a progress bar', '10%\r20%\r', '20%'],
    ['a long run of returns', `${'\r'.repeat(5)}x${'\r'.repeat(5)}`, 'x'],
    ['next line, line and paragraph separators', 'a\u0085b\u2028c\u2029d', 'a\nb\nc\nd'],
    ['bidi, invisible characters and byte order marks', 'A\u202eB\u200b\ufeff\u00adC', 'ABC'],
    ['tag characters', 'A\u{e0041}\u{e007f}B', 'AB'],
    ['a lone surrogate', 'a\ud83d', 'a\ufffd'],
    ['emoji and wide characters', 'ok 🚀 漢', 'ok 🚀 漢'],
    ['a joined emoji', '👨‍👩‍👧', '👨'],
    ['a skin tone', '👍🏽', '👍'],
    ['a variation selector', '❤️ ⚠️', '❤ ⚠'],
    ['an emoji that terminals disagree about', '🫨', '□'],
    ['a decomposed accent', 'e\u0301', 'é'],
    ['a pile of marks', `a${'\u0316'.repeat(40)}`, `a${'\u0316'.repeat(3)}`],
    ['a character that composition splits', '\u{1d1bb}', '\u{1d1b9}'],
    ['odd blanks', 'a\u00a0b\u2003c', 'a b c'],
  ])('handles %s', (_what, input, expected) => {
    expect(clean(input)).toBe(expected);
  });

  it('takes no shortcut that changes the result', () => {
    const changed: string[] = [];
    for (let codePoint = 0x20; codePoint < 0x10000; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      // A private character is never plain, so that it forces the long way.
      const long = clean(`\ue000${character}`).slice(1);
      const alone = clean(character);
      if (alone !== long) changed.push(codePoint.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it('keeps one line on one line', () => {
    expect(cleanLine('a\nb\u2028c')).toBe('a b c');
  });

  it('cuts what is longer than a mebi-character', () => {
    const cleaned = clean('x'.repeat(2 << 20));
    expect(cleaned).toHaveLength(1 << 20);
    expect(cleaned.endsWith('x…')).toBe(true);
  });

  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\x1b',
      '\x1b[',
      '\x1b]',
      '\x1bP',
      '\x9b',
      '\x9d',
      '\x07',
      '\x1b\\',
      '\r',
      '\n',
      '\t',
      '\ud83d',
      '\ude80',
    ),
    fc.constantFrom('\u200d', '👨', '\ufe0f', '\u{1f3fd}', '\u0301', '🇩', '🫨', '\u1100', '\u1161', ';', '38', 'm'),
  );
  const hostile = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

  it('never lets a control or invisible character through', () => {
    fc.assert(
      fc.property(hostile, (text) => !/[\x00-\x09\x0b-\x1f\x7f-\x9f]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(clean(text))),
      { numRuns: 3000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hostile, (text) => clean(clean(text)) === clean(text)),
      { numRuns: 3000 },
    );
  });

  it.each([
    '\r',
    '\x1b',
    '\x1b]',
    '\x1b[',
    '\x1bP',
    '\x9d',
    '\x9d;',
    '\t',
    '\u200d',
    '\u0301',
    '👨\u200d',
    '\x1b[1;',
    '\ud83d',
  ])('takes linear time for a flood of %j', async (piece) => {
    // A fifth of a second alone on a machine; quadratic work would take minutes.
    await expectQuick(5000, () => clean(`a${piece.repeat(500_000 / piece.length)}\x1bAb`));
  });
});
