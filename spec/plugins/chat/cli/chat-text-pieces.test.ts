import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clean } from '../../../../core/screen/text/clean.js';
import { ChatTextPieces } from '../../../../plugins/chat/cli/chat-text-pieces.js';

/** What is written of a text that grows by these pieces. */
function written(pieces: readonly string[]): string {
  const growing = new ChatTextPieces(clean);
  let text = '';
  return pieces.map((piece) => growing.next((text += piece))).join('');
}

it('an escape sequence or a character that comes in two pieces is one', () => {
  expect(written(['red \x1b', '[31', 'mtext'])).toBe('red text');
  expect(written(['rocket \ud83d', '\ude80 up'])).toBe('rocket 🚀 up');
  expect(written(['a', '', 'b'])).toBe('ab');
});

it('a carriage return ends a line, and takes nothing from it', () => {
  expect(written(['one\rtwo\r\nthree\r', '\nfour\r', 'five'])).toBe('one\ntwo\nthree\nfour\nfive');
});

it('a long text that comes at once is written whole', () => {
  const long = 'many words and a 🚀 '.repeat(20_000);
  expect(written([long])).toBe(long);
});

it('plain text comes out as it went in, however it is cut', () => {
  const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '語', ' ', '\n', '.') }), { maxLength: 20 });
  fc.assert(fc.property(text, (pieces) => written(pieces) === pieces.join('')));
});

it('no escape comes out, however it is cut', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', '\x1b', '[', '3', '1', 'm', ']', '\x07', 'J') });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      expect(written(pieces)).not.toMatch(/[\x1b\x07]/);
    }),
  );
});
