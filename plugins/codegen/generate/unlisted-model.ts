import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';

/** A model that is not among those that its provider lists: its name is perhaps mistyped. */
export interface UnlistedModel {
  readonly providerId: string;
  readonly modelId: string;
  /** `It lists alpha, beta.` */
  readonly lists: string;
  /** The provider has no others than it lists: it is a server on this machine. */
  readonly isComplete: boolean;
}

const mostNamed = 8;

/** The provider of a model that can be looked for in its list; `undefined`: what it lists says nothing of the model. `selection`: `provider/model`. */
export function listingProvider(
  ai: Pick<Ai, 'providers' | 'languageModel'>,
  selection: string | undefined,
): AiProvider | undefined {
  const { providerId, kind, info } = ai.languageModel(selection);
  const provider = ai.providers.get().find(({ id }) => id === providerId);
  // Whose window is known is known by name.
  if (!provider || kind === 'extractive' || provider.kind === 'in-process' || info.contextWindow !== undefined)
    return undefined;
  return selection === undefined || selection === providerId ? undefined : provider;
}

/** `undefined`: it is listed, or no list was had until now. Pure, but for what it reads. */
export function unlistedModel(
  ai: Pick<Ai, 'providers' | 'languageModel'>,
  selection: string | undefined,
): UnlistedModel | undefined {
  const provider = listingProvider(ai, selection);
  if (!provider) return undefined;
  const { modelId } = ai.languageModel(selection);
  const { models } = provider.state.get();
  const names = models.filter(({ kind }) => kind === 'language').map(({ id }) => id);
  // Ollama leaves away the tag that is meant without any.
  if (names.length === 0 || names.includes(modelId) || names.includes(`${modelId}:latest`)) return undefined;
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const lists = `It lists ${names.slice(0, mostNamed).join(', ')}${more}.`;
  return { providerId: provider.id, modelId, lists, isComplete: provider.kind === 'local-server' };
}

/** For a model that cannot be there. */
export function noSuchModel({ providerId, modelId, lists }: UnlistedModel): DevmgrError {
  return new DevmgrError({
    ...{ code: 'DEVMGR_USAGE', exitCode: ExitCode.usage },
    message: `${providerId} has no model ${modelId}`,
    hint: lists,
  });
}
