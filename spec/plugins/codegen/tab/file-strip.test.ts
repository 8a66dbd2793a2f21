import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileStrip, type StripFile } from '../../../../plugins/codegen/tab/file-strip.js';

const file = (name: string, isShown = false, isSeen = isShown): StripFile => ({
  ...{ name, isShown, isSeen },
  fact: { text: '+1 -1', style: 'muted' },
});
const strip = (files: readonly StripFile[], cells: number) => {
  const { spans, places } = fileStrip(files, cells, (text) => text.length);
  return { text: spans.map(({ text }) => text).join(''), places };
};

it('marks the file that is shown, and those that nobody has looked at', () => {
  const { text } = strip([file('pricing.py', true), file('refunds.py'), file('main.py', false, true)], 100);
  expect(text).toBe('▸ pricing.py +1 -1 │ ● refunds.py +1 -1 │   main.py +1 -1');
});

it('keeps the shown one in view where not all fit', () => {
  const { text, places } = strip([file('pricing.py'), file('refunds.py'), file('main.py', true)], 40);
  expect(text).toBe('‹ ● refunds.py +1 -1 │ ▸ main.py +1 -1');
  expect(places.map(({ at }) => at)).toEqual([1, 2]);
});

it('knows where each one stands', () => {
  const names = fc.array(fc.stringMatching(/^[a-z]{1,20}\.py$/), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(names, fc.nat(7), fc.integer({ min: 40, max: 160 }), (all, at, cells) => {
      const shown = at % all.length;
      const { text, places } = strip(
        all.map((name, index) => file(name, index === shown)),
        cells,
      );
      for (const { at: index, from, to } of places) expect(text.slice(from, to)).toContain(all[index]);
      const place = places.find((each) => each.at === shown);
      expect(place && place.to <= Math.max(cells, place.to - place.from)).toBe(true);
    }),
  );
});
