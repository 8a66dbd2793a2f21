import { baseModelId } from '../../../providers/catalogue/base-model-id.js';

/**
 * US dollars for a million trained tokens: list prices of openai.com/api/pricing as they were when self-serve fine-tuning was announced to
 * end (May 2026). An estimate: discounts for shared data and batches are not in it.
 */
const PRICES: Readonly<Record<string, number>> = {
  'gpt-4.1': 25,
  'gpt-4.1-mini': 5,
  'gpt-4.1-nano': 1.5,
  'gpt-4o': 25,
  'gpt-4o-mini': 3,
  'gpt-3.5-turbo': 8,
  'davinci-002': 6,
  'babbage-002': 0.4,
};

/** Also of snapshots and of models that are trained further. `undefined`: nobody knows. */
export function trainingPrice(model: string): number | undefined {
  const base = baseModelId(model);
  return Object.hasOwn(PRICES, base) ? PRICES[base] : undefined;
}
