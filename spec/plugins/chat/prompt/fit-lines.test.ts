import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countTokens } from '../../../../core/screen/text/count-tokens.js';
import { estimateTokens } from '../../../../core/screen/text/estimate-tokens.js';
import { fitLines } from '../../../../plugins/chat/prompt/fit-lines.js';

it('keeps what fits, else beginning and end with the number of lines between them', async () => {
  expect(await fitLines('a\nb', 100, countTokens)).toMatchObject({ text: 'a\nb', leftOut: 0 });
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
  const { text, leftOut } = await fitLines(lines.join('\n'), 100, countTokens);
  expect(text.split('\n')[0]).toBe('line 0');
  expect(text.split('\n').at(-1)).toBe('line 99');
  expect(text).toContain(`[… ${leftOut} lines left out …]`);
  expect(text.split('\n').length - 1 + leftOut).toBe(100);
});

it('keeps beginning and end of a line that is too long, as much of them as fits', async () => {
  const long = `{"first": 1, ${'"word": "of it", '.repeat(300_000)}"last": 2}`;
  const { text, tokens, leftOut } = await fitLines(long, 2_000, countTokens);
  expect(text).toMatch(/^\{"first": 1, [^]*\n\[… \d+ characters left out …\]\n[^]*"last": 2\}$/);
  expect(leftOut).toBe(1);
  expect(tokens).toBeGreaterThan(1_500);
  const among = await fitLines(['a short line', long, 'the last line'].join('\n'), 2_000, countTokens);
  expect(among.text).toMatch(/^a short line\n\{"first": 1, [^]*"last": 2\}\nthe last line$/);
  expect([among.leftOut, among.tokens > 1_500]).toEqual([1, true]);
});

it('cuts no character in two', async () => {
  const { text } = await fitLines('🚀'.repeat(5_000), 500, countTokens);
  expect(text).not.toMatch(/\p{Cs}/u);
});

it('takes no more room than it has, whatever the text', async () => {
  const line = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }).map((part) => part.repeat(50)),
  );
  const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 32, max: 400 }), async (whole, room) => {
      expect(estimateTokens((await fitLines(whole, room, countTokens)).text)).toBeLessThanOrEqual(room);
    }),
  );
});
