import type { JsonObject } from '../gateway-protocol.js';
import type { ListedModel } from './listed-models.js';

/** When a model was made nobody says: both protocols want a time, and Anthropic's allows the epoch where it is not known. */
const NOT_KNOWN = 0;

export function openAiModel({ id, owner }: ListedModel): JsonObject {
  return { id, object: 'model', created: NOT_KNOWN, owned_by: owner };
}

export function anthropicModel({ id, title, info }: ListedModel): JsonObject {
  const { retirement, contextWindow, maxOutputTokens } = info ?? {};
  return {
    type: 'model',
    id,
    display_name: title,
    created_at: new Date(NOT_KNOWN).toISOString(),
    lifecycle: retirement ? 'deprecated' : 'active',
    deprecated_at: null,
    retires_at: retirement?.date === undefined ? null : `${retirement.date}T00:00:00Z`,
    line: null,
    max_input_tokens: contextWindow ?? null,
    max_tokens: maxOutputTokens ?? null,
    capabilities: null,
  };
}
