import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLine, readLines } from '../../../core/cli/read-lines.js';

async function linesOf(chunks: Iterable<string | Buffer>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks, { objectMode: false }))) lines.push(line);
  return lines;
}

describe('the lines of a stream', () => {
  it.each([
    [['one\ntwo\r\nthree'], ['one', 'two', 'three']],
    [
      ['one\r', '\ntwo\n'],
      ['one', 'two'],
    ],
    [['one\rtwo\n\n'], ['one', 'two', '']],
    [['o', 'n', 'e'], ['one']],
    [[], []],
  ])('%j are %j', async (chunks, expected) => {
    expect(await linesOf(chunks)).toEqual(expected);
  });

  it('are the same however its bytes come', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '🚀', '\n', '\r\n'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (whole, size) => {
        const bytes = Buffer.from(whole);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        const expected = whole.split(/\r?\n/);
        expect(await linesOf(chunks)).toEqual(expected.at(-1) === '' ? expected.slice(0, -1) : expected);
      }),
    );
  });

  it('come in pieces where one is longer than a text may be', async () => {
    const chunk = Buffer.alloc(1_000_000, 'x');
    let [pieces, chars] = [0, 0];
    for await (const line of readLines(Readable.from(repeated(chunk, 700), { objectMode: false }))) {
      expect(line.length).toBeLessThanOrEqual(longestLine);
      pieces += 1;
      chars += line.length;
    }
    expect(chars).toBe(700_000_000);
    expect(pieces).toBeGreaterThan(40);
  });

  it('leave the stream alone until somebody asks, and when nobody asks any more', async () => {
    const input = new PassThrough();
    const lines = readLines(input)[Symbol.asyncIterator]();
    expect(input.listenerCount('readable')).toBe(0);
    input.write('one\ntwo\n');
    expect(await lines.next()).toEqual({ done: false, value: 'one' });
    await lines.return?.();
    expect([input.destroyed, input.listenerCount('readable'), input.readableFlowing]).toEqual([false, 0, false]);
  });
});

function* repeated(chunk: Buffer, times: number): Generator<Buffer> {
  for (let at = 0; at < times; at += 1) yield chunk;
}
