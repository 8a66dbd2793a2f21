import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { Turn } from '../routing/ask-in-turn.js';
import type { RoutePlan } from '../routing/route-plan.js';

/** Who answered after how many requests, and the limits of the provider. */
export function answerHeaders(
  { route }: Pick<RoutePlan, 'route'>,
  { model, tries }: Pick<Turn<unknown>, 'model' | 'tries'>,
  answered: { readonly model: AiModelInfo; readonly headers: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> {
  return {
    ...answered.headers,
    'x-devmgr-provider': model.entry.provider.id,
    'x-devmgr-model': inHeader(answered.model.id),
    'x-devmgr-tries': String(tries),
    ...(route !== undefined && { 'x-devmgr-route': inHeader(route) }),
  };
}

/** Names come from settings and providers: what no header can hold is written as in a URL. */
function inHeader(name: string): string {
  return /^[\x21-\x7e]*$/.test(name) ? name : encodeURIComponent(name.toWellFormed());
}
