import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { expect, it } from 'vitest';
import { costUsd } from '../../../../../plugins/system/providers/catalogue/cost-usd.js';
import { describeModel } from '../../../../../plugins/system/providers/catalogue/describe-model.js';

function known(provider: string, id: string): AiModelInfo {
  return describeModel({ id: provider }, { id, kind: 'language' });
}

it.each([
  ['openai', 'gpt-6-luna', 1_000, 500, 0.00035],
  ['openai', 'gpt-6-luna', 272_000, 0, 0.0272],
  // The whole request is charged at the higher price.
  ['openai', 'gpt-6-luna', 272_001, 1_000, 0.0551502],
  ['anthropic', 'claude-haiku-5-5', 100_000, 1_000, 0.0105],
  ['anthropic', 'claude-haiku-5-5', 200_000, 1_000, 0.1025],
  ['anthropic', 'claude-opus-5-5', 500_000, 0, 2],
])('%s %s with %s and %s tokens: $%s', (provider, id, inputTokens, outputTokens, cost) => {
  expect(costUsd(known(provider, id), { inputTokens, outputTokens })).toBeCloseTo(cost, 10);
});

it('a proxy with a price of its own has not the steps of the vendor', () => {
  const model: AiModelInfo = { id: 'gpt-6-luna', kind: 'language', price: { input: 1, output: 1 } };
  expect(costUsd(model, { inputTokens: 500_000, outputTokens: 0 })).toBe(0.5);
});

it('is not known without prices or counts', () => {
  expect(costUsd({ id: 'qwen3:8b', kind: 'language' }, { inputTokens: 1, outputTokens: 1 })).toBeUndefined();
  expect(costUsd(known('openai', 'gpt-6-luna'), { inputTokens: 1, outputTokens: undefined })).toBeUndefined();
  expect(costUsd(known('openai', 'gpt-6-luna'), { inputTokens: undefined, outputTokens: 1 })).toBeUndefined();
});
