import { expect } from 'vitest';
import { machinePace } from './machine-pace.js';

/** Another try does not help what takes five times as long as it may: that is a defect, and may take for ever. */
const HOPELESS = 5;

/**
 * Expects that a measured cost is less than `ms`, a limit for the machine on which it is written: on a slower one it grows.
 * What is over the limit is measured again, up to twice: other work only makes it dearer, so the cheapest one counts.
 * @param measure Does the work, which it must be able to do again, and returns milliseconds, best of processor time
 * @param what Is told when it fails
 */
export async function expectCost(ms: number, measure: () => number | Promise<number>, what?: string): Promise<void> {
  let [cost, limit] = [await measure(), ms];
  for (let tries = 0; tries < 2 && cost >= limit && cost < HOPELESS * limit; tries += 1) {
    limit = ms * machinePace().processor;
    if (cost >= limit) cost = Math.min(cost, await measure());
  }
  expect(cost, what).toBeLessThan(limit);
}
