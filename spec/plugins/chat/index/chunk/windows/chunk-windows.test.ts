import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkWindows } from '../../../../../../plugins/chat/index/chunk/windows/chunk-windows.js';
import { expectPartition } from '../expect-partition.js';
import { expectQuick } from '../../../../../support/expect-quick.js';

const paragraph = (name: string, lines: number) =>
  Array.from({ length: lines }, (_, at) => `${at === 0 ? '' : '  '}${name} ${at}\n`).join('');

describe('chunkWindows', () => {
  it('has nothing to say about an empty file', () => {
    expect(chunkWindows('')).toEqual([]);
  });

  it('keeps a short file in one piece', () => {
    const text = paragraph('a', 30);
    expect(chunkWindows(text)).toEqual([{ startLine: 1, endLine: 30, kind: 'window', text }]);
  });

  it('cuts at blank lines, which stay with what is above', () => {
    const text = [paragraph('a', 28), paragraph('b', 36), paragraph('c', 33)].join('\n\n');
    const chunks = chunkWindows(text);
    expect(chunks.map((chunk) => chunk.text.slice(0, 3))).toEqual(['a 0', 'b 0', 'c 0']);
    expect(chunks[0]!.text.endsWith('a 27\n\n\n')).toBe(true);
    expectPartition(text, chunks);
  });

  it('cuts where the text stands further left when no line is blank', () => {
    const text = paragraph('a', 33) + paragraph('b', 37) + paragraph('c', 40);
    expect(chunkWindows(text).map((chunk) => chunk.startLine)).toEqual([1, 34, 71]);
  });

  it('counts from the line it is told and hands on what the text is a part of', () => {
    const of = { kind: 'method', symbol: 'A.b', signature: 'def b(self)' } as const;
    const chunks = chunkWindows(paragraph('a', 120), { startLine: 11, of });
    expect(chunks[0]).toMatchObject({ startLine: 11, ...of });
    expect(chunks.at(-1)).toMatchObject({ endLine: 130, ...of });
  });

  it('never divides a line', () => {
    const text = `short\n${'x'.repeat(10_000)}\nshort`;
    const chunks = chunkWindows(text);
    expectPartition(text, chunks);
    expect(chunks.some((chunk) => chunk.text.includes('x'.repeat(10_000)))).toBe(true);
  });

  it('is the file again, in windows of at most 80 lines, whatever the file', () => {
    const line = fc.oneof(
      fc.constant(''),
      fc.string({ maxLength: 90 }),
      fc.constant('\t\r'),
      fc.constant('a'.repeat(3000)),
    );
    const file = fc.array(line, { maxLength: 400 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(file, (text) => {
        const chunks = chunkWindows(text);
        expectPartition(text, chunks);
        for (const chunk of chunks) expect(chunk.endLine - chunk.startLine).toBeLessThan(80);
      }),
    );
  });

  it.each([
    ['blank lines', '\n'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['short lines', 'a\n'.repeat(500_000)],
    ['one line', 'x'.repeat(1_000_000)],
    ['carriage returns', '\r'.repeat(1_000_000)],
    ['long lines of spaces', `${' '.repeat(1990)}\n`.repeat(500)],
  ])('divides a megabyte of %s in less than a second and into no more chunks than a file may have', async (_, text) => {
    expectPartition(text, await expectQuick(1000, () => chunkWindows(text)));
  });
});
