import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, Store, type Disposable } from 'devmgr/plugin-api';
import type { HttpClient } from '../../transport/http-client.js';
import type { ModelLibraryOptions } from './create-model-library.js';
import { findKnownModel } from './find-known-model.js';
import { planFile, readManifest } from './folder/model-manifest.js';
import { removeModelFolder } from './folder/remove-model-folder.js';
import { scanModels } from './folder/scan-models.js';
import { Hub } from './hub/hub.js';
import { hubSettings } from './hub/hub-settings.js';
import { knownModels } from './known-models.js';
import { nearestNames } from './nearest-names.js';
import { notHere, pullIsOffline, removalFailed, unknownDtype, unknownModel } from './model-errors.js';
import { isModelId } from './model-id.js';
import type { ModelLibrary, PullOptions } from './model-library.js';
import type { PulledModel } from './pulled-model.js';
import { takePullLock } from './pull/pull-lock.js';
import { pullModel } from './pull/pull-model.js';
import { dtypeSuffixes } from './weights/dtype-suffixes.js';
import { isDtype } from './weights/is-dtype.js';

type Options = ModelLibraryOptions & Required<Pick<ModelLibraryOptions, 'dotenv' | 'startTimeOf' | 'wait'>>;

/** Models in `<dir>/<owner>/<name>`. */
export class LocalModelLibrary implements ModelLibrary {
  readonly models = new Store<readonly PulledModel[]>([]);
  readonly known = knownModels;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async scan(): Promise<readonly PulledModel[]> {
    const found = await scanModels(this.#options.dir, this.#options.log);
    // Who watches is not told of a look that showed the same.
    if (JSON.stringify(found) !== JSON.stringify(this.models.get())) this.models.set(found);
    return this.models.get();
  }

  find(name: string): PulledModel | undefined {
    const asked = (findKnownModel(name)?.id ?? name).toLowerCase();
    const models = this.models.get();
    return (
      models.find(({ id }) => id.toLowerCase() === asked) ??
      models.find(({ id }) => id.toLowerCase().endsWith(`/${asked}`))
    );
  }

  async pull(name: string, options: PullOptions): Promise<PulledModel> {
    const { dir: root, env, dotenv, log, startTimeOf, wait } = this.#options;
    const known = findKnownModel(name);
    const id = known?.id ?? name;
    if (!isModelId(id)) throw unknownModel(name, nearestNames(name));
    const { dtype } = options;
    if (dtype !== undefined && !isDtype(dtype)) throw unknownDtype(dtype, Object.keys(dtypeSuffixes));
    const settings = hubSettings(env, dotenv());
    if (settings.offlineBy !== undefined) throw pullIsOffline(settings.offlineBy);
    await using connection = await this.#connect();
    const hub = new Hub(settings, connection.client);
    const retry = { host: hub.host, signal: options.signal, log, wait };
    const nearest = nearestNames(name);
    const pulled = await pullModel({ root, hub, id, known, nearest, options, retry, startTimeOf });
    await this.scan();
    const model = this.models.get().find((each) => each.id === pulled);
    if (!model) throw new Error(`${pulled} was pulled and is not whole`);
    return model;
  }

  async remove(name: string): Promise<PulledModel> {
    await this.scan();
    const model = this.find(name) ?? (await this.#begun(findKnownModel(name)?.id ?? name));
    if (!model)
      throw notHere(
        name,
        this.models.get().map(({ id }) => id),
      );
    const bytes = await this.#removeFolder(model);
    await this.scan();
    return { ...model, bytes };
  }

  /** Nobody may be pulling it. Resolves to the bytes that are free again. */
  async #removeFolder({ dir, id }: PulledModel): Promise<number> {
    let release: (() => Promise<void>) | undefined;
    try {
      const isLink = (await lstat(dir)).isSymbolicLink();
      if (!isLink) release = await takePullLock(dir, id, this.#options.startTimeOf);
      return await removeModelFolder(dir);
    } catch (error) {
      throw DevmgrError.isInstance(error) ? error : removalFailed(dir, error);
    } finally {
      await release?.();
    }
  }

  /** A pull that has not ended. */
  async #begun(id: string): Promise<PulledModel | undefined> {
    if (!isModelId(id)) return undefined;
    const dir = join(this.#options.dir, id);
    const plan = await readManifest(dir, planFile);
    if (!plan) return undefined;
    const { task, dtype, revision } = plan;
    return { id, dir, task, dtype, revision, bytes: 0, contextWindow: undefined };
  }

  async #connect(): Promise<AsyncDisposable & { readonly client: HttpClient }> {
    const { client, env } = this.#options;
    if (client) return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
    const { createHttpClient } = await import('../../transport/create-http-client.js');
    const own: HttpClient & Disposable = createHttpClient({ env });
    return { client: own, [Symbol.asyncDispose]: async () => own.dispose() };
  }
}
