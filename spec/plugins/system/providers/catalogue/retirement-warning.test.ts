import { expect, it } from 'vitest';
import { retirementWarning } from '../../../../../plugins/system/providers/catalogue/retirement-warning.js';

it.each([
  ['2026-11-22T00:00:00Z', 'gpt-4o retires on 2027-01-14, in 53 days: use gpt-6-luna'],
  ['2026-11-22T23:59:59Z', 'gpt-4o retires on 2027-01-14, in 53 days: use gpt-6-luna'],
  ['2027-01-13T12:00:00Z', 'gpt-4o retires on 2027-01-14, in 1 day: use gpt-6-luna'],
  ['2027-01-14T12:00:00Z', 'gpt-4o retires on 2027-01-14, today: use gpt-6-luna'],
  ['2027-02-01T12:00:00Z', 'gpt-4o was to be retired on 2027-01-14: use gpt-6-luna'],
])('on %s: %s', (now, warning) => {
  const retirement = { date: '2027-01-14', successor: 'gpt-6-luna' };
  expect(retirementWarning({ id: 'gpt-4o', kind: 'language', retirement }, Date.parse(now))).toBe(warning);
});

it.each([undefined, '2027-99-99'])('with the date %s there is no day', (date) => {
  const retirement = { date, successor: undefined };
  const warning = retirementWarning({ id: 'claude-x', kind: 'language', retirement }, 0);
  expect(warning).toBe('claude-x is about to be retired by its provider');
});

it('nothing is said of a model that stays', () => {
  expect(retirementWarning({ id: 'gpt-6-luna', kind: 'language' }, 0)).toBeUndefined();
});
