import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import { folderFiles } from '../folder/folder-files.js';
import { planFile, type ModelManifest } from '../folder/model-manifest.js';
import { findConverted } from '../hub/find-converted.js';
import { findHubModel } from '../hub/find-hub-model.js';
import type { Hub } from '../hub/hub.js';
import type { RetryOptions } from '../hub/retrying.js';
import type { KnownModel } from '../known-model.js';
import { diskFailed, noOnnxWeights } from '../model-errors.js';
import type { PullOptions } from '../model-library.js';
import { chooseFiles } from './choose-files.js';
import { FolderPull } from './folder-pull.js';
import { makeFolders } from './make-folders.js';
import { lockFile, takePullLock, type StartTimeOf } from './pull-lock.js';

export interface ModelPull {
  /** Of all models. */
  readonly root: string;
  readonly hub: Hub;
  readonly id: string;
  readonly known: KnownModel | undefined;
  /** To offer when the hub has no such model. */
  readonly nearest: readonly string[];
  readonly options: PullOptions;
  readonly retry: RetryOptions;
  readonly startTimeOf: StartTimeOf;
}

/** Fetches a model, or what is missing of it. Resolves to its id as the hub spells it. */
export async function pullModel(pull: ModelPull): Promise<string> {
  const plan = await planPull(pull);
  try {
    await pullPlanned(pull, plan);
  } catch (error) {
    pull.options.signal.throwIfAborted();
    if (DevmgrError.isInstance(error) || !isDiskError(error)) throw error;
    throw diskFailed(join(pull.root, plan.id), error);
  }
  return plan.id;
}

async function planPull({ hub, id, known, nearest, options, retry }: ModelPull): Promise<ModelManifest> {
  const model = await findHubModel(hub, id, retry, nearest);
  const plan = chooseFiles(model, { known, dtype: options.dtype });
  if (!plan) throw noOnnxWeights(model.id, await findConverted(hub, model.id, options.signal));
  return plan;
}

async function pullPlanned({ root, hub, options, retry, startTimeOf }: ModelPull, plan: ModelManifest): Promise<void> {
  const dir = await makeFolders(root, plan.id);
  const release = await takePullLock(dir, plan.id, startTimeOf);
  try {
    await new FolderPull({ hub, plan, dir, retry, onProgress: (progress) => options.onProgress(progress) }).run();
  } finally {
    await dropEmptyPlan(dir);
    await release();
    await removeIfEmpty(dir);
  }
}

/** A pull of which nothing came leaves nothing. */
async function dropEmptyPlan(dir: string): Promise<void> {
  const others = (await folderFiles(dir)).filter(({ path }) => path !== planFile && path !== lockFile);
  if (others.length === 0) await rm(join(dir, planFile), { force: true });
}

async function removeIfEmpty(dir: string): Promise<void> {
  for (const each of [join(dir, 'onnx'), dir, dirname(dir)]) await rmdir(each).catch(() => undefined);
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
