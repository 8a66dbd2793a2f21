import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import { findKnownModel } from '../find-known-model.js';
import type { LibraryOptions } from '../local-model-library.js';
import { notHere, removalFailed } from '../model-errors.js';
import { isModelId } from '../model-id.js';
import type { ModelLibrary } from '../model-library.js';
import type { PulledModel } from '../pulled-model.js';
import { takePullLock } from '../pull/pull-lock.js';
import { planFile, readManifest } from './model-manifest.js';
import { removeModelFolder } from './remove-model-folder.js';

type Place = Pick<LibraryOptions, 'dir' | 'startTimeOf'>;

/** See `ModelLibrary.remove`. `library` has been looked at just now. */
export async function removeByName(
  place: Place,
  library: Pick<ModelLibrary, 'find' | 'models'>,
  name: string,
): Promise<PulledModel> {
  const model = library.find(name) ?? (await begun(place, findKnownModel(name)?.id ?? name));
  if (model) return { ...model, bytes: await removeFolder(place, model) };
  throw notHere(
    name,
    library.models.get().map(({ id }) => id),
  );
}

/** Nobody may be pulling it. Resolves to the bytes that are free again. */
async function removeFolder({ startTimeOf }: Place, { dir, id }: PulledModel): Promise<number> {
  let release: (() => Promise<void>) | undefined;
  try {
    const isLink = (await lstat(dir)).isSymbolicLink();
    if (!isLink) release = await takePullLock(dir, id, startTimeOf);
    return await removeModelFolder(dir);
  } catch (error) {
    throw DevmgrError.isInstance(error) ? error : removalFailed(dir, error);
  } finally {
    await release?.();
  }
}

/** A pull that has not ended. */
async function begun({ dir: root }: Place, id: string): Promise<PulledModel | undefined> {
  if (!isModelId(id)) return undefined;
  const dir = join(root, id);
  const plan = await readManifest(dir, planFile);
  if (!plan) return undefined;
  const { task, dtype, revision } = plan;
  return { id, dir, task, dtype, revision, bytes: 0, contextWindow: undefined };
}
