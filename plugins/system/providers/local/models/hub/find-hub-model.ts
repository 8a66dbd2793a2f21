import { hubAnsweredWrongly } from '../model-errors.js';
import { BusyHub } from './busy-hub.js';
import type { Hub } from './hub.js';
import { readHubModel, type HubModel } from './hub-model.js';
import { refusal } from './refusal.js';
import { retrying, type RetryOptions } from './retrying.js';

/** A model with very many files still fits. */
const longestAnswer = 20_000_000;

/**
 * Asks the hub for the newest revision of a model and its files. `nearest` are names to offer when there is no such model.
 * Rejects with a `PLUGIN_MODELS_...` error.
 */
export function findHubModel(
  hub: Hub,
  id: string,
  options: RetryOptions,
  nearest: readonly string[],
): Promise<HubModel> {
  return retrying(async () => {
    const response = await hub.get(`/api/models/${id}/revision/main?blobs=true`, options.signal);
    if (response.status === 200) {
      const model = readHubModel(await response.text(longestAnswer), id);
      if (!model) throw hubAnsweredWrongly(hub.host, `no description of ${id}`);
      return model;
    }
    await response.text(0).catch(() => '');
    if (BusyHub.is(response.status)) throw new BusyHub(response);
    throw refusal(hub, id, response, nearest);
  }, options);
}
