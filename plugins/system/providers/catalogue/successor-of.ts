import { baseModelId } from './base-model-id.js';
import { modelEnds, type ModelEnd } from './model-ends.js';

const ends = new Map(modelEnds.flatMap((end) => end.ids.map((id) => [id.toLowerCase(), end] as const)));

/**
 * What to use instead of a model that is gone or will be: `gpt-6-luna` for `gpt-4o`. `endedOn` (`YYYY-MM-DD`) may lie ahead.
 * Only a suggestion: nothing is replaced silently.
 */
export function successorOf(modelId: string): { successor: string; endedOn: string | undefined } | undefined {
  const end = endOf(modelId.toLowerCase());
  return end && { successor: end.successor, endedOn: end.date };
}

function endOf(modelId: string): ModelEnd | undefined {
  return ends.get(modelId) ?? ends.get(baseModelId(modelId));
}
