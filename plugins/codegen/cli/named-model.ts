import type { PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';

export interface NamedModel {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
}

/** How long providers have to say which models they have. */
const longestLookMs = 8_000;

/**
 * `provider/model` or `provider` of what a person named; `undefined` when nothing was. A model without a provider is that of one who has
 * it, the one that is asked by default before others. Rejects for a provider that does not exist.
 */
export async function namedModel(
  named: NamedModel,
  context: Pick<PluginContext, 'services' | 'clock'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [provider, model] = [named.provider?.trim().toLowerCase() ?? '', named.model?.trim() ?? ''];
  if (provider === '' && model === '') return undefined;
  const ai = await context.services.require(Ai);
  const selection = await selectionOf(provider, model, ai, context, signal);
  // Says so when there is no such provider.
  ai.languageModel(selection);
  return selection;
}

async function selectionOf(
  provider: string,
  model: string,
  ai: Ai,
  { clock }: Pick<PluginContext, 'clock'>,
  signal: AbortSignal,
): Promise<string> {
  if (model === '' || model.startsWith(`${provider}/`)) return model === '' ? provider : model;
  if (provider !== '') return `${provider}/${model}`;
  const providers = ai.providers.get();
  if (providers.some(({ id }) => model === id || model.startsWith(`${id}/`))) return model;
  await lookAtAll(ai, clock, signal);
  const first = ai.languageModel().providerId;
  const having = providers.filter(({ state }) => state.get().models.some(({ id }) => id === model)).map(({ id }) => id);
  // Names of models may have a slash, too; what nobody has begins with a provider that does not exist.
  if (having.length === 0 && model.includes('/')) return model;
  return `${having.includes(first) ? first : (having[0] ?? first)}/${model}`;
}

async function lookAtAll(ai: Ai, clock: PluginContext['clock'], signal: AbortSignal): Promise<void> {
  const limit = new AbortController();
  const timer = clock.setTimeout(() => limit.abort(), longestLookMs);
  try {
    await ai.refresh({ signal: AbortSignal.any([signal, limit.signal]) });
  } finally {
    void timer.dispose();
  }
  signal.throwIfAborted();
}
