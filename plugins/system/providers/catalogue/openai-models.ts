import type { ModelFacts, TokenPrice } from './model-facts.js';

/**
 * OpenAI's list of models has neither sizes nor prices. As of 2026-11-22; sources: the model catalogue of npm
 * `@earendil-works/pi-ai` 1.5.2 (2026-11-10), names compared with the types of npm `openai` 7.57.0 (2026-11-13).
 */
export const openAiModels: readonly ModelFacts[] = [
  current('gpt-6-luna', { input: 0.1, output: 0.5 }),
  current('gpt-6.1-terra', { input: 1, output: 5 }),
  current('gpt-6.1-sol', { input: 2, output: 10 }),
  current('gpt-6-sol', { input: 2, output: 10 }),
  current('gpt-6-astra', { input: 10, output: 50 }),
  current('gpt-5.6-luna', { input: 0.2, output: 1.2 }),
  current('gpt-5.6-terra', { input: 2, output: 12 }),
  current('gpt-5.6-sol', { input: 4, output: 20 }),
  current('gpt-5.5', { input: 5, output: 30 }),
  current('gpt-5.4', { input: 2.5, output: 15 }),
  sized('gpt-5.4-mini', 400_000, 128_000, { input: 0.75, output: 4.5 }),
  sized('gpt-5.4-nano', 400_000, 128_000, { input: 0.2, output: 1.25 }),
  sized('gpt-5.2', 400_000, 128_000, { input: 1.75, output: 14 }),
  sized('gpt-5.1', 400_000, 128_000, { input: 1.25, output: 10 }),
  sized('gpt-5', 400_000, 128_000, { input: 1.25, output: 10 }),
  sized('gpt-5-mini', 400_000, 128_000, { input: 0.25, output: 2 }),
  sized('gpt-5-nano', 400_000, 128_000, { input: 0.05, output: 0.4 }),
  sized('gpt-4.1', 1_047_576, 32_768, { input: 2, output: 8 }),
  sized('gpt-4.1-mini', 1_047_576, 32_768, { input: 0.4, output: 1.6 }),
  sized('gpt-4o', 128_000, 16_384, { input: 2.5, output: 10 }),
  sized('gpt-4o-mini', 128_000, 16_384, { input: 0.15, output: 0.6 }),
  sized('o3', 200_000, 100_000, { input: 2, output: 8 }),
  { id: 'text-embedding-3-small', contextWindow: 8192, dimensions: 1536 },
  { id: 'text-embedding-3-large', contextWindow: 8192, dimensions: 3072 },
  { id: 'text-embedding-ada-002', contextWindow: 8192, dimensions: 1536 },
];

/** Since gpt-5.4: from 272,000 tokens of input on, the input costs twice as much and the output half as much again. */
function current(id: string, price: TokenPrice): ModelFacts {
  const longPrice = { above: 272_000, input: 2 * price.input, output: 1.5 * price.output };
  return { ...sized(id, 1_050_000, 128_000, price), longPrice };
}

/** All of these see images. */
function sized(id: string, contextWindow: number, maxOutputTokens: number, price: TokenPrice): ModelFacts {
  return { id, contextWindow, maxOutputTokens, seesImages: true, price };
}
