import { expect, it } from 'vitest';
import { expectCost } from './expect-cost.js';
import { expectQuick } from './expect-quick.js';

/** Costs one after the other, the last one again and again. */
function costing(...costs: readonly number[]) {
  const stage = { calls: 0, measure: () => costs[Math.min(stage.calls++, costs.length - 1)] ?? 0 };
  return stage;
}

it('is content with what is below the limit, at once', async () => {
  const stage = costing(9);
  await expectCost(10, stage.measure);
  expect(stage.calls).toBe(1);
});

it('tries again what is over it: the cheapest counts', async () => {
  await expectCost(10, costing(45, 9).measure);
});

it('refuses what is far over it, and does not try that again', async () => {
  const stage = costing(60, 1);
  await expect(expectCost(10, stage.measure, 'so it is called')).rejects.toThrow('so it is called');
  expect(stage.calls).toBe(1);
});

it('sees quadratic work', async () => {
  const quadratic = (text: string) => {
    let rest = text;
    let sum = 0;
    for (; rest !== ''; rest = rest.slice(1)) sum += rest.lastIndexOf('x');
    return sum;
  };
  expect(await expectQuick(100, () => quadratic('a'.repeat(1_000)))).toBe(-1_000);
  await expect(expectQuick(100, () => quadratic('a'.repeat(40_000)))).rejects.toThrow('to be less than');
});
