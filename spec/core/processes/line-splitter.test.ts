import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../core/processes/line-splitter.js';

const limit = 16 * 1024;

function split(chunks: readonly Uint8Array[], at = limit): string[] {
  const splitter = new LineSplitter(at);
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.end()];
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('LineSplitter', () => {
  it('takes LF and CRLF, keeps empty lines and delivers a last line without newline', () => {
    expect(split([Buffer.from('a\r\n\nb\r\n\r\nc')])).toEqual(['a', '', 'b', '', 'c']);
    expect(split([Buffer.from('a\n')])).toEqual(['a']);
    expect(split([])).toEqual([]);
  });

  it('keeps carriage returns inside a line', () => {
    expect(split([Buffer.from('10%\r20%\r'), Buffer.from('30%\n')])).toEqual(['10%\r20%\r30%']);
  });

  it('decodes characters that are torn between chunks', () => {
    const bytes = Buffer.from('né €uro 🚀\n');
    expect(split([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(['né €uro 🚀']);
  });

  it('gives U+FFFD for invalid bytes and goes on', () => {
    expect(split([Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a, 0xe2, 0x82, 0x0a, 0x63])])).toEqual([
      'a\ufffd\ufffdb',
      '\ufffd',
      'c',
    ]);
  });

  it('keeps a line of exactly the limit, also with CRLF, and marks a longer one', () => {
    const full = 'x'.repeat(limit);
    expect(split([Buffer.from(`${full}\r\n${full}y\nz\n`)])).toEqual([full, `${full.slice(3)}…`, 'z']);
  });

  it('never tears a character at the limit', () => {
    const [cut] = split([Buffer.from('🚀'.repeat(10))], 16);
    expect(cut).toBe('🚀🚀🚀…');
  });

  it('holds no more than the limit of an endless line', () => {
    const splitter = new LineSplitter(limit);
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 200; count++) expect(splitter.push(megabyte)).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    expect(splitter.end()[0]).toHaveLength(limit - 2);
  });

  it('gives the same lines for every chunking of the same bytes', () => {
    const byte = fc.oneof(fc.constantFrom(0x0a, 0x0d, 0xe2, 0x82, 0xac, 0xf0, 0x9f), fc.integer({ min: 0, max: 255 }));
    const stream = fc.array(byte, { maxLength: 200 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), fc.integer({ min: 4, max: 40 }), (data, cuts, at) => {
        const bytes = Buffer.from(data);
        expect(split(cutAt(bytes, cuts), at)).toEqual(split([bytes], at));
      }),
      { numRuns: 500 },
    );
  });

  it('gives what the whole text gives when it is decoded first', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat()), (parts, cuts) => {
        const text = parts.join('\n');
        const wanted = text.split('\n').map((line) => line.replace(/\r$/, ''));
        if (text === '' || text.endsWith('\n')) wanted.pop();
        expect(split(cutAt(Buffer.from(text), cuts))).toEqual(wanted);
      }),
    );
  });
});

describe('a splitter that ends lines at CR as well', () => {
  it('gives each state of a progress bar, in whatever pieces it comes', () => {
    const bytes = Buffer.from('\r 10%|#  |\r 20%|## |\r\nnext\r\r\n30%');
    for (const at of [1, 2, 3, 7, bytes.length]) {
      const splitter = new LineSplitter(100, true);
      const lines: string[] = [];
      for (let from = 0; from < bytes.length; from += at) lines.push(...splitter.push(bytes.subarray(from, from + at)));
      expect([...lines, ...splitter.end()]).toEqual([' 10%|#  |', ' 20%|## |', 'next', '30%']);
    }
  });
});
