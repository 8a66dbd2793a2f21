import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptColours } from '../../../core/highlight/adopt-colours.js';
import { expectQuick } from '../../support/expect-quick.js';

const coloured = (lines: readonly string[]) => ({
  plain: lines,
  // Two spans a line, divided at a blank as a grammar does.
  lines: lines.map((line) => {
    const at = line.indexOf(' ') + 1;
    const spans = [
      { text: line.slice(0, at), style: 'keyword' as const },
      { text: line.slice(at), style: 'string' as const },
    ];
    return spans.filter(({ text }) => text !== '');
  }),
});
const texts = (lines: ReturnType<typeof adoptColours>) => lines.map((line) => line.map(({ text }) => text));

describe('colours of an earlier version', () => {
  it('lose no character of the new one, and no span is empty', () => {
    const line = fc.array(fc.constantFrom('def', ' ', 'x', '🚀', '🚁', 'e\u0301', '"'), { maxLength: 6 });
    const lines = fc.array(
      line.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const adopted = texts(adoptColours(coloured(before), after));
        expect(adopted.map((spans) => spans.join(''))).toEqual(after);
        expect(adopted.flat()).not.toContain('');
      }),
    );
  });

  it('divide no character', () => {
    const adopted = (before: string, after: string) => texts(adoptColours(coloured([before]), [after]))[0];
    expect(adopted('a 🚀', 'a 🚁')).toEqual(['a ', '🚁']);
    expect(adopted('a 🚀🚀', 'a 🚁🚀')).toEqual(['a ', '🚁', '🚀']);
    expect(adopted('a e', 'a e\u0301')).toEqual(['a ', 'e\u0301']);
    expect(adopted('a 👩', 'a 👩\u200d🚀')).toEqual(['a ', '👩\u200d🚀']);
  });

  it('come fast: a key in 5,000 lines takes less than 8 ms of processor time', async () => {
    const before = Array.from({ length: 5000 }, (_, at) => `def function_${at}(): return "${at}"`);
    const known = coloured(before);
    const keys = 20;
    await expectQuick(8 * keys, () => {
      for (let key = 0; key < keys; key++) {
        const after = before.with(2500, `${before[2500]}${'x'.repeat(key)}`);
        expect(adoptColours(known, after)).toHaveLength(5000);
      }
    });
  });
});
