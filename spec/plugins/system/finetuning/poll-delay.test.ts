import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pollDelay } from '../../../../plugins/system/finetuning/poll-delay.js';

const MIDDLE = 0.5;

it.each([
  [{ isWatched: false, hasRunning: false, failures: 0 }, undefined],
  [{ isWatched: true, hasRunning: true, failures: 0 }, 3_000],
  [{ isWatched: true, hasRunning: false, failures: 0 }, 30_000],
  [{ isWatched: false, hasRunning: true, failures: 0 }, 60_000],
  [{ isWatched: true, hasRunning: true, failures: 3 }, 24_000],
  [{ isWatched: true, hasRunning: true, failures: 1_000 }, 600_000],
])('%j: %s ms', (circumstances, ms) => {
  expect(pollDelay(circumstances, MIDDLE)).toBe(ms);
});

it('is at most a fifth off, to either side', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const circumstances = { isWatched: true, hasRunning: true, failures };
      const middle = pollDelay(circumstances, MIDDLE) ?? 0;
      const delay = pollDelay(circumstances, random) ?? 0;
      expect(Math.abs(delay - middle)).toBeLessThanOrEqual(middle * 0.2 + 1);
    }),
  );
});
