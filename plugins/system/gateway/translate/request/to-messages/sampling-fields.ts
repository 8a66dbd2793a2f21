import { Fields } from '../../../../providers/json/fields.js';
import type { JsonObject } from '../../../gateway-protocol.js';

/** Anthropic's models take one of temperature and `top_p`, and a temperature of at most 1. Whether a model takes any is not looked at here. */
export function samplingFields(body: JsonObject, isThinking: boolean, notes: string[]): JsonObject {
  const fields = Fields.of(body);
  const temperature = fields?.number('temperature');
  const topP = fields?.number('top_p');
  const topK = fields?.count('top_k');
  if (isThinking) {
    if (temperature !== undefined || topP !== undefined)
      notes.push('temperature and top_p are left out: the model thinks');
    return {};
  }
  if (temperature !== undefined && temperature > 1) notes.push('temperature is set to 1, the most that is taken');
  if (temperature !== undefined && topP !== undefined) notes.push('top_p is left out: one of temperature and top_p');
  return {
    ...(temperature !== undefined && { temperature: Math.min(1, temperature) }),
    ...(temperature === undefined && topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && { top_k: topK }),
  };
}
