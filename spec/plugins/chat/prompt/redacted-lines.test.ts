import { expect, it } from 'vitest';
import { redactedLines } from '../../../../plugins/chat/prompt/redacted-lines.js';

it('keeps the lines behind a mask at their numbers', () => {
  const mask = (text: string) => text.replace(/BEGIN[^]*END/, '***');
  const text = 'a\nkey = """BEGIN\n123\n456\nEND"""\nz';
  const masked = redactedLines(text, mask).split('\n');
  expect(masked).toHaveLength(6);
  expect([masked[0], masked[1], masked[5]]).toEqual(['a', 'key = """***"""', 'z']);
  expect(masked.join('\n')).not.toMatch(/[0-9]/);
});
