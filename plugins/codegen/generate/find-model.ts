import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { Ai, AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { GenerateJob } from './generate-job.js';
import { listingProvider, noSuchModel, unlistedModel } from './unlisted-model.js';

/**
 * The model that will most likely answer. Throws a `DevmgrError` for a provider that does not exist, and for one that only quotes code;
 * the second can still be wrong before somebody has looked at the providers.
 */
export function findModel(ai: Ai, selection: string | undefined): AiLanguageModel {
  const model = ai.languageModel(selection);
  if (model.kind === 'extractive') throw cannotWrite(model.modelId);
  return model;
}

/**
 * `findModel` after a look at a provider that nobody has looked at, where the model's window, or who is ready, is not known otherwise.
 * Rejects also for a model that a server on this machine does not have, unless that is wanted, and with the signal's reason when aborted.
 */
export async function settledModel(
  ai: Ai,
  selection: string | undefined,
  signal: AbortSignal,
  { takesUnlistedModel = false }: Pick<GenerateJob, 'takesUnlistedModel'> = {},
): Promise<AiLanguageModel> {
  const model = ai.languageModel(selection);
  if (model.kind === 'generative' && model.info.contextWindow !== undefined) return model;
  const providers = ai.providers.get();
  const isUnknown = (id: string) => providers.find((each) => each.id === id)?.state.get().status.kind === 'unknown';
  // Of several it is not known which one is there.
  if (selection === undefined && (isUnknown(model.providerId) || model.kind === 'extractive'))
    await refreshUnknown(ai, signal);
  else if (isUnknown(model.providerId)) await providers.find(({ id }) => id === model.providerId)?.refresh({ signal });
  signal.throwIfAborted();
  const found = findModel(ai, selection);
  if (!takesUnlistedModel) await refuseUnlisted(ai, selection, signal);
  return found;
}

/** It may have come since somebody last looked. */
async function refuseUnlisted(ai: Ai, selection: string | undefined, signal: AbortSignal): Promise<void> {
  if (!unlistedModel(ai, selection)?.isComplete) return;
  await listingProvider(ai, selection)?.refresh({ signal });
  signal.throwIfAborted();
  const unlisted = unlistedModel(ai, selection);
  if (unlisted?.isComplete) throw noSuchModel(unlisted);
}

async function refreshUnknown(ai: Ai, signal: AbortSignal): Promise<void> {
  const isUnknown = ai.providers.get().some(({ state }) => state.get().status.kind === 'unknown');
  if (isUnknown) await ai.refresh({ signal });
}

/** There is nobody who writes code: how to get somebody. */
export function cannotWrite(modelId: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_AI_PROVIDER_FAILED',
    message: `No model is ready that writes code: ${modelId} only quotes what is there`,
    hint:
      'Set a key (OPENAI_API_KEY, ANTHROPIC_API_KEY), start Ollama or another local server, or fetch a small model: ' +
      'devmgr models pull smollm2-135m. What each provider needs: devmgr providers',
    exitCode: ExitCode.unavailable,
  });
}
