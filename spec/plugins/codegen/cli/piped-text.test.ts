import { expect, test } from 'vitest';
import { pipedText } from '../../../../plugins/codegen/cli/piped-text.js';

async function* lines(...given: string[]): AsyncIterable<string> {
  yield* given;
}

test('gives what came, to its end', async () => {
  expect(await pipedText(lines('  one', '', 'two', ''))).toBe('  one\n\ntwo');
  expect(await pipedText(lines())).toBe('');
});

test('refuses what is no text or has no end', async () => {
  async function* endless(): AsyncIterable<string> {
    for (;;) yield 'x'.repeat(10_000);
  }
  await expect(pipedText(lines('a', 'b\0'))).rejects.toThrow('is no text');
  await expect(pipedText(endless())).rejects.toThrow('is too long');
});
