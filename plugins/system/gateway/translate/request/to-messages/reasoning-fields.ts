import type { JsonObject } from '../../../gateway-protocol.js';

/** The last models that take a budget of thinking and know nothing of effort. */
const WITH_BUDGET = /^claude-(haiku-4-5|sonnet-4-5)/;
const EFFORTS: Readonly<Record<string, string>> = { minimal: 'low', low: 'low', medium: 'medium', high: 'high' };
const BUDGETS: Readonly<Record<string, number>> = { minimal: 1024, low: 2048, medium: 8192, high: 16_384 };
const MOST_BUDGET = 32_000;
/** Anthropic's least budget, and the room that is left for the answer. */
const LEAST_BUDGET = 1024;

export interface ReasoningFields {
  readonly thinking?: JsonObject | undefined;
  /** Of `output_config`. */
  readonly effort?: string | undefined;
}

/** OpenAI's `reasoning_effort`: an effort, or a budget of at most half of the answer where models know that only. */
export function reasoningFields(effort: unknown, modelId: string, maxTokens: number): ReasoningFields {
  if (typeof effort !== 'string') return {};
  if (effort === 'none') return { thinking: { type: 'disabled' } };
  if (!WITH_BUDGET.test(modelId)) return { effort: EFFORTS[effort] ?? effort };
  const budget = Math.min(BUDGETS[effort] ?? MOST_BUDGET, Math.floor(maxTokens / 2));
  return budget < LEAST_BUDGET ? {} : { thinking: { type: 'enabled', budget_tokens: budget } };
}
