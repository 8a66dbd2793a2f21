import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localTime } from '../../../../plugins/chat/conversation/local-time.js';

it('is the minute of the machine, with its zone', () => {
  expect(localTime(new Date(2026, 0, 2, 3, 4, 5).getTime())).toMatch(/^2026-01-02 03:04 [+-]\d\d:\d\d$/);
  const minute = fc.integer({ min: 16_000_000, max: 60_000_000 });
  fc.assert(
    fc.property(minute, (at) => {
      const [day = '', time = '', zone = ''] = localTime(at * 60_000).split(' ');
      expect(Date.parse(`${day}T${time}${zone}`)).toBe(at * 60_000);
    }),
  );
});
