import type { PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';

export interface NamedModel {
  readonly provider: string | undefined;
  readonly model: string | undefined;
}

/**
 * `provider/model` or `provider` of what a person named: a model without a provider is one of the provider that is asked by default.
 * Rejects for a provider that does not exist.
 */
export async function chatModel(
  { provider, model }: NamedModel,
  { services }: Pick<PluginContext, 'services'>,
): Promise<string | undefined> {
  if (provider === undefined && model === undefined) return undefined;
  const ai = await services.require(Ai);
  const ids = ai.providers.get().map(({ id }) => id);
  const named = [provider?.trim().toLowerCase(), model?.trim()].filter((each) => each !== undefined && each !== '');
  const isWhole = model !== undefined && ids.some((id) => model.startsWith(`${id}/`));
  const selection = isWhole && (provider === undefined || model.startsWith(`${provider}/`)) ? model : named.join('/');
  const isOwn = provider === undefined && !isWhole && !ids.includes(selection);
  const whole = isOwn ? `${ai.languageModel().providerId}/${selection}` : selection;
  // Says so when there is no such provider.
  ai.languageModel(whole);
  return whole;
}
