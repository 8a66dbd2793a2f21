import { expect, it } from 'vitest';
import { GuardedRegex, SlowRegexError } from '../../../../plugins/logs/query/guarded-regex.js';
import { expectQuick } from '../../../support/expect-quick.js';

/** A machine that is busy takes the usual 20 ms away. */
const unhurried = { deadlineMs: 20_000 };

it('tells where it matches', () => {
  const regex = new GuardedRegex('o+|$', 'i', unhurried);
  expect(regex.places(['foo Bo', '', 'x'])).toEqual([
    [1, 3, 5, 6, 6, 6],
    [0, 0],
    [1, 1],
  ]);
  expect(regex.test(['foo', 'x'])).toEqual([true, true]);
  expect(new GuardedRegex('^b', '', unhurried).test(['ab', 'ba', 'B'])).toEqual([false, true, false]);
  expect(regex.test([])).toEqual([]);
});

it('looks at the beginning of a very long text', () => {
  expect(new GuardedRegex('b', '', unhurried).test([`${'a'.repeat(10_000)}b`])).toEqual([false]);
});

it('stops an expression that takes exponential time', async () => {
  const test = () => new GuardedRegex('(a+)+$', '').test(['a'.repeat(60) + 'b']);
  await expectQuick(2000, () => expect(test).toThrow(SlowRegexError));
});
