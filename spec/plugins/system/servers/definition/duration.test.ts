import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  durationField,
  durationText,
  readDuration,
} from '../../../../../plugins/system/servers/definition/fields/duration.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const field = durationField(100, 3_600_000);

describe('a duration', () => {
  it.each([
    [1, 1_000],
    [0.5, 500],
    ['500ms', 500],
    ['2s', 2_000],
    ['1.5s', 1_500],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    [' 2s ', 2_000],
  ])('%j is %i ms', (value, ms) => expect(field(value)).toEqual({ value: ms }));

  it.each(['', '5', 'x', '2 s', '2s x', '-1s', '1d', 's', '1.s', '.5s', true, [], {}, NaN, Infinity, null])(
    '%j is none',
    (value) =>
      expect(field(value)).toMatchObject({
        problems: [{ problem: expect.stringContaining('must be seconds') as string }],
      }),
  );

  it('says what is too short and too long', () => {
    expect(field(0)).toMatchObject({ problems: [{ problem: 'must be at least 100ms' }] });
    expect(field('2h')).toMatchObject({ problems: [{ problem: 'must be at most 1h' }] });
    expect(field(-5)).toMatchObject({ problems: [{ problem: 'must be at least 100ms' }] });
  });

  it('comes back from its text', () => {
    fc.assert(fc.property(fc.nat({ max: 400_000_000 }), (ms) => void expect(readDuration(durationText(ms))).toBe(ms)));
  });

  it('is read in no time from anything', async () => {
    fc.assert(fc.property(fc.string(), (text) => void readDuration(text)));
    const digits = '1'.repeat(1_000_000);
    await expectQuick(200, () => readDuration(digits));
  });
});
