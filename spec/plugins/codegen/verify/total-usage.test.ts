import { expect, it } from 'vitest';
import { totalUsage } from '../../../../plugins/codegen/verify/rounds/total-usage.js';

it('adds what answers took; what nobody knows stays unknown', () => {
  const first = { usage: { inputTokens: 900, outputTokens: undefined, costUsd: undefined }, durationMs: 1_000 };
  const second = { usage: { inputTokens: 1_100, outputTokens: 40, costUsd: undefined }, durationMs: 500 };
  expect(totalUsage([first, second])).toEqual({
    usage: { inputTokens: 2_000, outputTokens: 40, costUsd: undefined },
    durationMs: 1_500,
  });
});
