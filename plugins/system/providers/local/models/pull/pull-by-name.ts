import type { Disposable } from 'devmgr/plugin-api';
import type { HttpClient } from '../../../transport/http-client.js';
import { homePath } from '../../../home-path.js';
import { findKnownModel } from '../find-known-model.js';
import { Hub } from '../hub/hub.js';
import { hubSettings } from '../hub/hub-settings.js';
import type { LibraryOptions } from '../local-model-library.js';
import { pullIsOffline, unknownDtype, unknownModel } from '../model-errors.js';
import { isModelId } from '../model-id.js';
import type { PullOptions, PullStep } from '../model-library.js';
import { nearestNames } from '../nearest-names.js';
import { dtypeSuffixes } from '../weights/dtype-suffixes.js';
import { isDtype } from '../weights/is-dtype.js';
import { pullModel } from './pull-model.js';

/** See `ModelLibrary.pull`. Resolves to the id of the model that is there now. */
export async function pullByName(library: LibraryOptions, name: string, options: PullOptions): Promise<string> {
  const { dir: root, env, dotenv, log, startTimeOf, wait } = library;
  const known = findKnownModel(name);
  const id = known?.id ?? name;
  if (!isModelId(id)) throw unknownModel(name, nearestNames(name));
  const { dtype } = options;
  if (dtype !== undefined && !isDtype(dtype)) throw unknownDtype(dtype, Object.keys(dtypeSuffixes));
  const settings = hubSettings(env, dotenv());
  if (settings.offlineBy !== undefined) throw pullIsOffline(settings.offlineBy, homePath(root, env));
  await using connection = await connect(library);
  const hub = new Hub(settings, connection.client);
  const onStep = (step: PullStep) => options.onStep?.(step);
  const retry = { host: hub.host, signal: options.signal, log, wait, onStep };
  onStep({ kind: 'ask', host: hub.host, id });
  return await pullModel({ root, hub, id, known, nearest: nearestNames(name), options, retry, startTimeOf });
}

async function connect({ client, env }: LibraryOptions): Promise<AsyncDisposable & { readonly client: HttpClient }> {
  if (client) return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
  const { createHttpClient } = await import('../../../transport/create-http-client.js');
  const own: HttpClient & Disposable = createHttpClient({ env });
  return { client: own, [Symbol.asyncDispose]: async () => own.dispose() };
}
