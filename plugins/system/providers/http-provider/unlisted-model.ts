import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { baseModelId } from '../catalogue/base-model-id.js';
import { nearestModels } from '../catalogue/nearest-models.js';
import type { ProviderRecord } from './provider-record.js';

/** Ollama adds the tag itself. */
const USUAL_TAG = /:latest$/;

/**
 * What is to be said of a default model that a person named and that the provider does not list: where it is named, and the
 * names that are like it. `undefined` when it is listed, under its alias too, or nothing is listed at all.
 */
export function unlistedModel(
  providerId: string,
  { chosenModel, configuredModel }: Pick<ProviderRecord, 'chosenModel' | 'configuredModel'>,
  models: readonly AiModelInfo[],
): string | undefined {
  const said = chosenModel ?? configuredModel;
  if (said === undefined || models.length === 0 || isListed(said, models)) return undefined;
  const where =
    chosenModel === undefined
      ? `The setting system.providers.${providerId}.model names ${said}, which is`
      : `The model that was chosen, ${said}, is`;
  const near = nearestModels(
    said,
    models.map(({ id }) => id),
  );
  return `${where} not in the list of models.${near.length === 0 ? '' : ` Did you mean ${near.slice(0, 2).join(' or ')}?`}`;
}

function isListed(said: string, models: readonly AiModelInfo[]): boolean {
  return models.some(({ id }) => id === said || plain(id) === said || plain(id) === plain(said));
}

/** Without date and usual tag: services list the dated names only and answer to the short ones as well. */
function plain(id: string): string {
  return baseModelId(id.replace(USUAL_TAG, ''));
}
