import type { Ai, AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';

/**
 * The model that will most likely answer, and what is known of it. A provider at which nobody has looked is looked at, where its
 * window is not known otherwise: the prompt is made for it. Throws a `DevmgrError` for one that does not exist.
 */
export async function settledModel(
  ai: Ai,
  selection: string | undefined,
  signal: AbortSignal,
): Promise<AiLanguageModel> {
  const model = ai.languageModel(selection);
  if (model.info.contextWindow !== undefined) return model;
  const provider = ai.providers.get().find(({ id }) => id === model.providerId);
  if (provider?.state.get().status.kind !== 'unknown') return model;
  // Of several it is not known which one is there.
  await (selection === undefined ? ai.refresh({ signal }) : provider.refresh({ signal }));
  return model;
}
