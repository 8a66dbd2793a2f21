import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, test } from 'vitest';
import { pipedText } from '../../../../plugins/codegen/cli/piped-text.js';

async function* lines(...given: string[]): AsyncIterable<string> {
  yield* given;
}
/** A pipe into which nobody writes. */
const silent: AsyncIterable<string> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
const { signal } = new AbortController();

test('gives what came, to its end', async () => {
  expect(await pipedText({ stdin: lines('  one', '', 'two', ''), signal }, new FakeClock())).toBe('  one\n\ntwo');
  expect(await pipedText({ stdin: lines(), signal }, undefined)).toBe('');
});

test('a pipe that stays silent is left after five seconds', async () => {
  const clock = new FakeClock();
  const read = pipedText({ stdin: silent, signal }, clock);
  expect(clock.pending).toBe(1);
  clock.advance(5_000);
  expect(await read).toBe('');
});

test('refuses what is no text or has no end, and ends when it is stopped', async () => {
  async function* endless(): AsyncIterable<string> {
    for (;;) yield 'x'.repeat(10_000);
  }
  await expect(pipedText({ stdin: lines('a', 'b\0'), signal }, undefined)).rejects.toThrow('is no text');
  await expect(pipedText({ stdin: endless(), signal }, undefined)).rejects.toThrow('is too long');
  const stop = new AbortController();
  const read = pipedText({ stdin: silent, signal: stop.signal }, undefined);
  stop.abort(new Error('stopped'));
  await expect(read).rejects.toThrow('stopped');
});
