import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../core/screen/text/spans.js';
import { textWidth } from '../../../core/screen/text/text-width.js';
import { cleanSpans, fitText, sliceCells, styledWidth } from '../../../core/widgets/fit-text.js';
import { HOSTILE } from '../../support/drive-widget.js';
import { expectQuick } from '../../support/expect-quick.js';

const fit = (text: Parameters<typeof fitText>[0], cells: number, cut?: 'end' | 'middle' | 'start') =>
  plainText(fitText(text, cells, cut));

describe('fitText', () => {
  it('leaves what fits and cuts the end or the middle of what does not', () => {
    expect(fit('orders', 6)).toBe('orders');
    expect(fit('test_orders', 8)).toBe('test_or…');
    expect(fit('integration/test_slow.py::test_export', 20, 'middle')).toBe('integratio…st_export');
    expect(fit('app/routers/orders.py:16-22', 18, 'start')).toBe('…s/orders.py:16-22');
    expect(fit('漢字漢字', 4, 'start')).toBe('… 字');
    expect(fit('abc', 1)).toBe('…');
    expect(fit('abc', 0)).toBe('');
  });

  it('keeps the styles of spans', () => {
    const spans = [{ text: 'app', style: 'success' as const }, { text: ' running well' }];
    expect(fitText(spans, 8)).toEqual([
      { text: 'app', style: 'success' },
      { text: ' run' },
      { text: '…', style: undefined },
    ]);
  });

  it('counts cells, not characters', () => {
    expect(fit('漢字漢字', 5)).toBe('漢字…');
    expect(fit('漢字漢字', 4)).toBe('漢 …');
    expect(styledWidth('a漢\x1b[1mb')).toBe(4);
  });

  it('is never wider than asked for, whatever comes in', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constant(HOSTILE));
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 0, max: 30 }),
        fc.constantFrom('end', 'middle', 'start'),
        (text, cells, cut) => {
          expect(textWidth(fit(text, cells, cut))).toBeLessThanOrEqual(cells);
        },
      ),
    );
  });

  it('looks only at the ends of a line of megabytes', async () => {
    const long = `head${'\x1b[31mx'.repeat(2_000_000)}tail`;
    const fitted = await expectQuick(200, () => [fit(long, 9), fit(long, 9, 'middle')]);
    expect(fitted).toEqual(['headxxxx…', 'head…tail']);
  });
});

describe('sliceCells', () => {
  it('takes cells out of the middle and replaces halves of wide characters by blanks', () => {
    const slice = (from: number, to: number) => plainText(sliceCells(cleanSpans('a漢b字c'), from, to));
    expect(slice(0, 3)).toBe('a漢');
    expect(slice(2, 5)).toBe(' b ');
    expect(slice(3, 6)).toBe('b字');
  });
});
