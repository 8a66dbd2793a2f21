import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FileEncoding } from 'devmgr/plugin-api/contracts/project-writer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decodeText } from '../../../../plugins/codegen/write/text/decode-text.js';
import { encodeText } from '../../../../plugins/codegen/write/text/encode-text.js';
import {
  countEnds,
  mostFrequent,
  withLineEndsOf,
  withPlainEnds,
} from '../../../../plugins/codegen/write/text/line-ends.js';
import { writerStage, type WriterStage } from './support/writer-stage.js';

let stage: WriterStage;
beforeEach(() => void (stage = writerStage()));
afterEach(() => stage[Symbol.asyncDispose]());

const bom = '\ufeff';
const utf16 = (text: string) => Buffer.from(bom + text, 'utf16le');

it.each<[FileEncoding, Buffer, Buffer]>([
  ['utf8', Buffer.from('é = "€"\n'), Buffer.from('é = "€"\nnew — 😀\n')],
  ['utf8-bom', Buffer.from(`${bom}é = "€"\n`), Buffer.from(`${bom}é = "€"\nnew — 😀\n`)],
  ['utf16le', utf16('é = "€"\n'), utf16('é = "€"\nnew — 😀\n')],
  ['utf16be', utf16('é = "€"\n').swap16(), utf16('é = "€"\nnew — 😀\n').swap16()],
])('a file in %s stays in it', async (encoding, before, after) => {
  writeFileSync(join(stage.root, 'a.txt'), before);
  const writer = stage.open();
  const { text, version, ...rest } = await writer.read('a.txt');
  expect([text, rest.encoding]).toEqual(['é = "€"\n', encoding]);
  await writer.write([{ path: 'a.txt', text: `${text}new — 😀\n`, base: version }], { title: 't' });
  expect(readFileSync(join(stage.root, 'a.txt'))).toEqual(after);
  await writer.undo();
  expect(readFileSync(join(stage.root, 'a.txt'))).toEqual(before);
});

it('what is no UTF-8 is written byte by byte, and refuses what has no byte', async () => {
  const before = Buffer.from('caf\xe9 \x80\xff\r\n', 'latin1');
  writeFileSync(join(stage.root, 'a.txt'), before);
  const writer = stage.open();
  const { text, version, encoding } = await writer.read('a.txt');
  expect(encoding).toBe('latin1');
  const write = (added: string) =>
    writer.write([{ path: 'a.txt', text: `${text}${added}`, base: version }], { title: 't' });
  await expect(write('1\n5 €\n')).rejects.toMatchObject({
    message: 'a.txt is no UTF-8 but Latin-1, which has no “€” (line 3)',
  });
  expect(readFileSync(join(stage.root, 'a.txt'))).toEqual(before);
  await write('naïve\n');
  expect(readFileSync(join(stage.root, 'a.txt'))).toEqual(
    Buffer.concat([before, Buffer.from('na\xefve\r\n', 'latin1')]),
  );
});

it.each([
  ['half a character', 'a\ud800b\n'],
  ['NUL', 'a\0b\n'],
])('refuses %s in a new file', async (message, text) => {
  const trial = stage.open().write([{ path: 'a.py', text, base: undefined }], { title: 't' });
  await expect(trial).rejects.toMatchObject({ message: expect.stringContaining(message) as string });
  expect(stage.tree()).toEqual({});
});

it('a byte order mark of a model is not written twice, nor into a file without one', async () => {
  writeFileSync(join(stage.root, 'with.txt'), `${bom}a\n`);
  const writer = stage.open();
  const { version } = await writer.read('with.txt');
  const files = [
    { path: 'with.txt', text: `${bom}b\n`, base: version },
    { path: 'without.txt', text: `${bom}b\r\n`, base: undefined },
  ];
  await writer.write(files, { title: 't' });
  expect(stage.tree()).toMatchObject({ 'with.txt': '644 \xef\xbb\xbfb\n', 'without.txt': '644 b\n' });
});

it('a new file ends its lines as its neighbours do', async () => {
  writeFileSync(join(stage.root, 'a.bat'), 'x\r\ny\r\n');
  writeFileSync(join(stage.root, 'a.py'), 'x\ny\n');
  const writer = stage.open();
  const newlines = ['b.bat', 'b.py', 'deep/folder/b.bat'].map(async (path) => (await writer.read(path)).newline);
  expect(await Promise.all(newlines)).toEqual(['\r\n', '\n', '\r\n']);
});

it('lines that stay keep their ends in a file where they are mixed', async () => {
  writeFileSync(join(stage.root, 'a.txt'), 'a\r\nb\nc\r\nd\re\r\nlast');
  const writer = stage.open();
  const { text, version, newline } = await writer.read('a.txt');
  expect([text, newline]).toEqual(['a\nb\nc\nd\ne\nlast', '\r\n']);
  await writer.write([{ path: 'a.txt', text: 'a\nb\nnew\nd\ne\nlast\n', base: version }], { title: 't' });
  expect(readFileSync(join(stage.root, 'a.txt'), 'utf8')).toBe('a\r\nb\nnew\r\nd\re\r\nlast\r\n');
});

it('lines that stay keep their ends, however many change', async () => {
  const before = Array.from({ length: 300 }, (_, at) => `a${at}${at % 2 === 1 ? '\r' : ''}\n`).join('');
  const lines = withPlainEnds(before).split('\n');
  const text = lines.map((line, at) => (line !== '' && at % 3 === 1 ? `x${line}` : line)).join('\n');
  const after = (await withLineEndsOf(text, before, '\n')).split('\n');
  const stay = (_: string, at: number) => at % 3 !== 1;
  expect(after.filter(stay)).toEqual(before.split('\n').filter(stay));
});

it('keeps every empty line where a lone \\r would run into the \\n after it', async () => {
  const kept = await withLineEndsOf('\n\n\n', '\ra\r\n\n', '\r');
  expect(withPlainEnds(kept)).toBe('\n\n\n');
});

it('reads any bytes, and writes them back as they were', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
        fc
          .array(fc.constantFrom(0xff, 0xfe, 0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x61, 0xc3, 0xa9))
          .map((b) => Buffer.from(b)),
      ),
      async (array) => {
        const bytes = Buffer.from(array);
        const { raw, encoding } = decodeText(bytes);
        expect(encodeText(raw, encoding, 'x').equals(bytes)).toBe(true);
        const newline = mostFrequent(countEnds(raw)) ?? '\n';
        expect(await withLineEndsOf(withPlainEnds(raw), raw, newline)).toBe(raw);
      },
    ),
    { numRuns: 500 },
  ));

it('puts every text into any file so that it reads the same', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r')).map((parts) => parts.join('')),
      fc.array(fc.constantFrom('a', 'b', '\n')).map((parts) => parts.join('')),
      async (before, text) => {
        expect(withPlainEnds(await withLineEndsOf(text, before, mostFrequent(countEnds(before)) ?? '\n'))).toBe(text);
      },
    ),
    { numRuns: 500 },
  ));
