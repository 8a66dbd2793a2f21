import type { Endpoint } from '../configuration/endpoint.js';
import { missingEndpointError } from '../failures/missing-endpoint-error.js';
import { isOwnAddress } from './is-own-address.js';
import { ownServerError } from './own-server-error.js';
import type { Place, ProviderCore } from './provider-core.js';
import { isMissing } from './provider-record.js';

/** An address and key as they were when a request was made. What comes of it later may be about another one. */
export interface Entry {
  readonly endpoint: Endpoint;
  readonly generation: number;
}

export interface EnterOptions {
  /** Default: worked out anew. */
  readonly place?: Place;
  /** Whether one of devmgr's own servers is there. Default: looked up. */
  readonly isOwn?: (endpoint: Endpoint) => Promise<boolean>;
}

/** Where a request goes now. Rejects with an `AiError` when a key, a base URL or the server itself is missing. */
export async function enterProvider(
  core: ProviderCore,
  modelId: string | undefined,
  { place = core.place(), isOwn = (endpoint) => isOwnAddress(core.options, endpoint) }: EnterOptions = {},
): Promise<Entry> {
  const { endpoint, generation } = place;
  if (isMissing(endpoint)) throw missingEndpointError(core.context(undefined, modelId), endpoint);
  if (await isOwn(endpoint)) throw ownServerError(core.options, endpoint);
  return { endpoint, generation };
}
