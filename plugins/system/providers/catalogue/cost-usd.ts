import type { AiModelInfo, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import { knownModel } from './known-model.js';
import type { ModelFacts } from './model-facts.js';

/**
 * What a request cost, in US dollars: an estimate from list prices. Discounts (cached input, batches, contracts) and
 * surcharges (priority, tools) are not in it; the higher price of long inputs is. `undefined` where prices or counts are
 * not known.
 */
export function costUsd(model: AiModelInfo, usage: Pick<AiUsage, 'inputTokens' | 'outputTokens'>): number | undefined {
  const { inputTokens, outputTokens } = usage;
  if (!model.price || inputTokens === undefined || outputTokens === undefined) return undefined;
  const long = longPrice(model, model.price);
  const price = long && inputTokens > long.above ? long : model.price;
  return (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
}

/** The step in the price that belongs to this price: a proxy that charges something else has not the vendor's step. */
function longPrice(model: AiModelInfo, price: NonNullable<AiModelInfo['price']>): ModelFacts['longPrice'] {
  const facts = knownModel('openai', model.id) ?? knownModel('anthropic', model.id);
  const isSame = facts?.price?.input === price.input && facts.price.output === price.output;
  return isSame ? facts.longPrice : undefined;
}
