import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StyledText } from 'devmgr/plugin-api';
import { comparisonLines } from '../../../../plugins/tests/results/comparison-lines.js';
import { plainText } from '../../../../plugins/tests/tab/detail/plain-text.js';
import { expectQuick } from '../../../support/expect-quick.js';

const compare = (left: string, right: string, operator = '==') => comparisonLines({ operator, left, right });
const texts = (left: string, right: string) => plainText(compare(left, right)).split('\n');

function marked(lines: readonly StyledText[]): string[] {
  return lines.flatMap((line) =>
    typeof line === 'string' ? [] : line.filter(({ style }) => style === 'match').map(({ text }) => text),
  );
}

describe('comparisonLines', () => {
  it('names the sides, and marks the words that differ', () => {
    const lines = compare("{'a': 1,\n 'b': 20,\n 'c': 3}", "{'a': 1,\n 'b': 25,\n 'c': 3}");
    expect(plainText(lines).split('\n')).toEqual([
      '+ left  - right  of ==',
      "  {'a': 1,",
      "-  'b': 25,",
      "+  'b': 20,",
      "   'c': 3}",
    ]);
    expect(marked(lines)).toEqual(['25', '20']);
  });

  it('counts equal lines far from a difference, and cuts equal words of long lines', () => {
    const many = Array.from({ length: 50 }, (_, at) => `row ${at}`);
    const shown = texts(many.join('\n'), [...many.slice(0, 25), 'other', ...many.slice(26)].join('\n'));
    expect(shown).toEqual([
      ...['+ left  - right  of ==', '  … 22 equal lines', '  row 22', '  row 23', '  row 24', '- other', '+ row 25'],
      ...['  row 26', '  row 27', '  row 28', '  … 21 equal lines'],
    ]);
    const long = 'same '.repeat(100);
    expect(Math.max(...texts(`'${long}left'`, `'${long}right'`).map(({ length }) => length))).toBeLessThan(120);
  });

  it('shows both sides where there is no difference to show: another operator, or the same text', () => {
    expect(plainText(compare('3', '[1, 2]', 'in'))).toBe('+ 3\nin\n- [1, 2]');
    expect(texts('nan', 'nan')).toEqual(['+ left  - right  of ==', '+ nan', '- nan']);
  });

  it('does not take long over texts that have nothing in common', async () => {
    const random = (seed: number) => Array.from({ length: 20_000 }, (_, at) => `${(at * seed) % 7919}`).join('\n');
    expect((await expectQuick(3_000, () => texts(random(31), random(17)))).length).toBeLessThan(900);
    const oneLine = await expectQuick(3_000, () => texts('x y '.repeat(5_000), 'z w '.repeat(5_000)));
    expect(oneLine.length).toBeLessThan(10);
  });

  it('loses no line of either side', () => {
    const side = fc.array(fc.constantFrom('a', 'b', 'c', "'k': 1,", ''), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(side, side, (left, right) => {
        fc.pre(left.join('\n').replace(/\n$/, '') !== right.join('\n').replace(/\n$/, ''));
        const lines = texts(left.join('\n'), right.join('\n')).slice(1);
        const hidden = lines.flatMap((line) => Number(/… (\d+) equal/.exec(line)?.[1] ?? 0)).reduce((a, b) => a + b, 0);
        const of = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
        const equal = lines.filter((line) => line.startsWith('  ') && !/… \d+ equal/.test(line)).length + hidden;
        const count = (of: readonly string[]) => of.join('\n').replace(/\n$/, '').split('\n').length;
        expect([equal + of('+'), equal + of('-')]).toEqual([count(left), count(right)]);
      }),
    );
  });
});
