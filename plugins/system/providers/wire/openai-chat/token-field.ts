import { matchesAny } from '../matches-any.js';
import type { WireContext } from '../wire-format.js';

/**
 * The name of the field that limits the answer. Whoever follows OpenAI's format mostly knows the old name only and ignores
 * the new one in silence; OpenAI's own reasoning models refuse the old one, wherever they are asked.
 */
export function tokenField(
  { definition, endpoint }: WireContext,
  modelId: string,
): 'max_tokens' | 'max_completion_tokens' {
  const { tokenField: named, completionTokenModels: models } = definition.quirks ?? {};
  if (named !== undefined) return named;
  if (models === undefined) return 'max_tokens';
  const isAtVendors = definition.baseUrl !== undefined && hostOf(definition.baseUrl) === hostOf(endpoint.baseUrl);
  return isAtVendors || matchesAny(models, modelId) ? 'max_completion_tokens' : 'max_tokens';
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
