import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens } from '../../../../plugins/chat/prompt/estimate-tokens.js';
import { fitLines } from '../../../../plugins/chat/prompt/fit-lines.js';

it('keeps what fits, else beginning and end with the number of lines between them', async () => {
  expect(await fitLines('a\nb', 100)).toMatchObject({ text: 'a\nb', leftOut: 0 });
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
  const { text, leftOut } = await fitLines(lines.join('\n'), 100);
  expect(text.split('\n')[0]).toBe('line 0');
  expect(text.split('\n').at(-1)).toBe('line 99');
  expect(text).toContain(`[… ${leftOut} lines left out …]`);
  expect(text.split('\n').length - 1 + leftOut).toBe(100);
});

it('takes no more room than it has, whatever the text', async () => {
  const text = fc.array(fc.string({ maxLength: 80 }), { maxLength: 60 }).map((lines) => lines.join('\n'));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 32, max: 400 }), async (whole, room) => {
      expect(estimateTokens((await fitLines(whole, room)).text)).toBeLessThanOrEqual(room);
    }),
  );
});
