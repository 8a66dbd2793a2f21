import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pipedLines } from '../../../core/cli/piped-lines.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function* lines(...given: string[]): AsyncIterable<string> {
  yield* given;
}
/** A pipe into which nobody writes. */
const silent: AsyncIterable<string> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };

function piped(stdin: AsyncIterable<string>, { isPiped = true, waits = false } = {}) {
  const leaving = new AbortController();
  const said: string[] = [];
  const stderr = {
    write: (text: string) => void said.push(text),
    isTTY: false,
    columns: 80,
    color: false,
    paint: (_style: unknown, text: string) => text,
  };
  const reading = allOf(pipedLines({ stdin, stderr, signal: leaving.signal }, () => isPiped)({ waits }));
  return { reading, said, leaving };
}

async function allOf(given: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of given) read.push(line);
  return read;
}

describe('lines that are piped in', () => {
  it('are all that come, without a word', async () => {
    const { reading, said } = piped(lines('one', '', 'two'));
    expect([await reading, said]).toEqual([['one', '', 'two'], []]);
    expect(await piped(lines()).reading).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are not looked for at a terminal, unless the person says so', async () => {
    expect(await piped(lines('typed'), { isPiped: false }).reading).toEqual([]);
    expect(await piped(lines('typed'), { isPiped: false, waits: true }).reading).toEqual(['typed']);
  });

  it('are none when a pipe stays silent, which is told', async () => {
    const { reading, said } = piped(silent);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(said).toEqual(['waiting for what is piped in…\n']);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toEqual([]);
    expect(said.at(-1)).toBe('nothing was piped in; say - to wait for it without end\n');
  });

  it('are waited for as long as it takes when the person says so, until they leave', async () => {
    const { reading, said, leaving } = piped(silent, { waits: true });
    const ended = expect(reading).rejects.toThrow('left');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([said.length, vi.getTimerCount()]).toEqual([1, 0]);
    leaving.abort(new Error('left'));
    await ended;
  });

  it('end where the person leaves between two of them', async () => {
    const stdin = new PassThrough({ objectMode: true });
    const { reading, leaving } = piped(stdin);
    stdin.write('one');
    await vi.advanceTimersByTimeAsync(1);
    leaving.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
  });
});
