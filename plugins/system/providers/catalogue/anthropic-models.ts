import type { ModelFacts, TokenPrice } from './model-facts.js';

/**
 * Anthropic's list has sizes and sight since 2026, older answers and proxies have not; prices it has never. As of
 * 2026-11-22; sources: the model catalogue of npm `@earendil-works/pi-ai` 1.5.2 (2026-11-10), names compared with the types
 * of npm `@anthropic-ai/sdk` 1.12.0 (2026-11-20).
 */
export const anthropicModels: readonly ModelFacts[] = [
  { ...large('claude-haiku-5-5', { input: 0.1, output: 0.5 }), longPrice: { above: 100_000, input: 0.5, output: 2.5 } },
  large('claude-sonnet-5-5', { input: 2, output: 10 }),
  large('claude-opus-5-5', { input: 4, output: 20 }),
  large('claude-fable-5-2', { input: 8, output: 40 }),
  large('claude-fable-5-1', { input: 10, output: 50 }),
  large('claude-fable-5', { input: 10, output: 50 }),
  large('claude-sonnet-5', { input: 2, output: 10 }),
  large('claude-opus-5', { input: 5, output: 25 }),
  large('claude-opus-4-8', { input: 5, output: 25 }),
  large('claude-opus-4-7', { input: 5, output: 25 }),
  large('claude-opus-4-6', { input: 5, output: 25 }),
  large('claude-sonnet-4-6', { input: 3, output: 15 }),
  small('claude-haiku-4-5', { input: 1, output: 5 }),
  small('claude-opus-4-5', { input: 5, output: 25 }),
  small('claude-sonnet-4-5', { input: 3, output: 15 }),
];

function large(id: string, price: TokenPrice): ModelFacts {
  return { id, contextWindow: 1_000_000, maxOutputTokens: 128_000, seesImages: true, price };
}

function small(id: string, price: TokenPrice): ModelFacts {
  return { id, contextWindow: 200_000, maxOutputTokens: 64_000, seesImages: true, price };
}
