import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactLong } from '../../../core/log/redact-long.js';

const secret = 'a-private-thing';
const redact = (text: string) => text.replaceAll(secret, '***');

it('masks as of a short text, wherever a secret stands', async () => {
  const piece = fc.constantFrom('x'.repeat(999), 'word '.repeat(200), 'line\n'.repeat(300), secret, '\n', ' ', 'y');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 200 }), async (pieces) => {
      const text = pieces.join('');
      expect(await redactLong(text, redact)).toBe(redact(text));
    }),
    { numRuns: 50 },
  );
});

it('masks a secret on the edge of what is looked at at once, and only looks at pieces', async () => {
  let longest = 0;
  const watched = (text: string) => {
    longest = Math.max(longest, text.length);
    return redact(text);
  };
  for (let before = 63_980; before <= 64_010; before += 1) {
    const text = `${'x'.repeat(before)}${secret}${'x'.repeat(64_000)}`;
    expect(await redactLong(text, watched)).toBe(redact(text));
  }
  expect(longest).toBeLessThan(70_000);
});
