import type { Clock } from 'devmgr/plugin-api';
import type { Ai, AiNamedModel } from 'devmgr/plugin-api/contracts/ai';

/** How long providers have to say which models they have. */
const longestLookMs = 8_000;

interface FindParts {
  readonly ai: Pick<Ai, 'providers' | 'languageModel' | 'refresh'>;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly signal: AbortSignal;
}

/** See `Ai.findSelection`. */
export async function findSelection(named: AiNamedModel, parts: FindParts): Promise<string | undefined> {
  const [provider, model] = [named.provider?.trim().toLowerCase() ?? '', named.model?.trim() ?? ''];
  if (provider === '' && model === '') return undefined;
  const selection = await selectionOf(provider, model, parts);
  // Says so when there is no such provider.
  parts.ai.languageModel(selection);
  return selection;
}

async function selectionOf(provider: string, model: string, parts: FindParts): Promise<string> {
  const { ai } = parts;
  if (model === '' || model.startsWith(`${provider}/`)) return model === '' ? provider : model;
  if (provider !== '') return `${provider}/${model}`;
  const providers = ai.providers.get();
  if (providers.some(({ id }) => model === id || model.startsWith(`${id}/`))) return model;
  await lookAtAll(parts);
  const first = ai.languageModel().providerId;
  const having = providers.filter(({ state }) => state.get().models.some(({ id }) => id === model)).map(({ id }) => id);
  // Names of models may have a slash, too; what nobody has begins with a provider that does not exist.
  if (having.length === 0 && model.includes('/')) return model;
  return `${having.includes(first) ? first : (having[0] ?? first)}/${model}`;
}

async function lookAtAll({ ai, clock, signal }: FindParts): Promise<void> {
  const limit = new AbortController();
  const timer = clock.setTimeout(() => limit.abort(), longestLookMs);
  try {
    await ai.refresh({ signal: AbortSignal.any([signal, limit.signal]) });
  } finally {
    void timer.dispose();
  }
  signal.throwIfAborted();
}
