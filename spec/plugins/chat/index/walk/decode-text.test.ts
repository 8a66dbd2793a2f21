import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../plugins/chat/index/walk/decode-text.js';

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('decodeText', () => {
  it('reads UTF-8 and UTF-16 with and without their marks', () => {
    const text = 'grün €\r\n😀\n';
    expect(decodeText(Buffer.from(text))).toBe(text);
    expect(decodeText(Buffer.from(`\uFEFF${text}`))).toBe(text);
    expect(decodeText(utf16(text))).toBe(text);
    expect(decodeText(utf16(text).swap16())).toBe(text);
    expect(decodeText(new Uint8Array())).toBe('');
  });

  it('reads Latin-1 where it is no UTF-8', () => {
    const text = '# Größe über alles\nx = 1\n';
    expect(decodeText(Buffer.from(text, 'latin1'))).toBe(text);
  });

  it('keeps good characters of UTF-8 with a few bad bytes', () => {
    const bytes = Buffer.concat([Buffer.from('größer äöü\n'), Buffer.of(0xff, 0x0a), Buffer.from('b\n')]);
    expect(decodeText(bytes)).toBe('größer äöü\n\uFFFD\nb\n');
  });

  it('says that bytes are no text', () => {
    expect(decodeText(Buffer.of(0x89, 0x50, 0x4e, 0x47, 0))).toBeUndefined();
    expect(decodeText(Buffer.from(Array.from({ length: 200 }, (_, at) => 128 + (at % 128))))).toBeUndefined();
    expect(decodeText(utf16('a\0b'))).toBeUndefined();
  });

  it('never throws and never changes what the lines are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = decodeText(bytes);
        const isUtf16 = (bytes[0] ?? 0) + (bytes[1] ?? 0) === 0x1fd;
        if (text === undefined || isUtf16) return;
        expect(text.split('\n')).toHaveLength(bytes.filter((byte) => byte === 10).length + 1);
      }),
      { numRuns: 2000 },
    );
  });
});
