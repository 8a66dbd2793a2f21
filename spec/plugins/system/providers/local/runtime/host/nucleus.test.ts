import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepNucleus } from '../../../../../../../plugins/system/providers/local/runtime/host/nucleus.js';

const kept = (probabilities: readonly number[], topP: number) => {
  const logits = Float32Array.from(probabilities.map(Math.log));
  keepNucleus(logits, topP);
  return [...logits].flatMap((logit, index) => (logit === -Infinity ? [] : [index]));
};

it('keeps the most likely tokens that together reach the share', () => {
  expect(kept([0.1, 0.5, 0.4], 0.4)).toEqual([1]);
  expect(kept([0.1, 0.5, 0.4], 0.8)).toEqual([1, 2]);
  expect(kept([0.1, 0.5, 0.4], 0.95)).toEqual([0, 1, 2]);
  expect(kept([0.1, 0.5, 0.4], 0)).toEqual([1]);
});

it('always keeps the likeliest, and no less than the share', () => {
  const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(shares, fc.double({ min: 0, max: 0.999, noNaN: true }), (weights, topP) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const left = kept(weights, topP);
      expect(left.map((index) => weights[index])).toContain(Math.max(...weights));
      const share = left.reduce((sum, index) => sum + (weights[index] ?? 0), 0) / total;
      expect(share).toBeGreaterThanOrEqual(topP - 1e-5);
    }),
  );
});
