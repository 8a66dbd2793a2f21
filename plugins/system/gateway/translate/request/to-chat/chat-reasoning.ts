import type { Fields } from '../../../../providers/json/fields.js';

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'];
/** Where a budget of thinking, in tokens, ends to be low, or medium. */
const LOW_BUDGET = 4096;
const MEDIUM_BUDGET = 16_384;

/** `reasoning_effort` of OpenAI's. Thinking that is off, or left to the model, is not told: models that do not reason refuse the field. */
export function chatReasoning(body: Fields | undefined): string | undefined {
  const effort = body?.fields('output_config')?.text('effort');
  if (effort !== undefined && EFFORTS.includes(effort)) return effort;
  const thinking = body?.fields('thinking');
  const budget = thinking?.text('type') === 'enabled' ? thinking.count('budget_tokens') : undefined;
  if (budget === undefined) return undefined;
  if (budget <= LOW_BUDGET) return 'low';
  return budget <= MEDIUM_BUDGET ? 'medium' : 'high';
}
