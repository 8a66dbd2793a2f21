import { expect, it } from 'vitest';
import { SeenValues } from '../../../../plugins/codegen/tab/seen-values.js';

it('tells the first time, and whatever is another value than the last time', () => {
  const seen = new SeenValues();
  const list = ['a'];
  const told = [
    seen.areNew(undefined, list),
    seen.areNew(undefined, list),
    seen.areNew(undefined, ['a']),
    seen.areNew(Number.NaN),
    seen.areNew(Number.NaN),
  ];
  expect(told).toEqual([true, false, true, true, false]);
});
