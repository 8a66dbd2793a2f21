import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Fields } from '../../../json/fields.js';
import { inferTask } from '../infer-task.js';
import type { PulledModel } from '../pulled-model.js';
import { preferredDtype } from '../weights/preferred-dtype.js';
import { taskParts } from '../weights/task-parts.js';
import { weightFiles, weightTable } from '../weights/weight-table.js';
import { folderFiles, type FolderFile } from './folder-files.js';
import { readModelConfig, type ModelConfig } from './model-config.js';
import { manifestFile, planFile, readManifest, type ModelManifest } from './model-manifest.js';

/** What transformers.js needs besides weights; without the tokenizer's it fails with a confusing error. */
export const requiredFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** A folder that is no model, or not a whole one, and why. */
export interface UnusableFolder {
  readonly reason: string;
}

/**
 * Looks at one folder: one that a pull has finished must have all its files with their sizes; in one that a person put
 * there task and dtype are inferred from `config.json` and the names of the files.
 */
export async function readModelFolder(dir: string, id: string): Promise<PulledModel | UnusableFolder> {
  const [files, config, manifest] = await Promise.all([
    folderFiles(dir),
    readModelConfig(dir),
    readManifest(dir, manifestFile),
  ]);
  if (!config) return { reason: 'it has no config.json' };
  const found = manifest ? pulledOf(manifest, files) : await copiedOf(dir, files, config);
  if ('reason' in found) return found;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { id, dir, ...found, bytes, contextWindow: config.contextWindow };
}

type Found = Pick<PulledModel, 'task' | 'dtype' | 'revision'>;

function pulledOf(
  { task, dtype, revision, files: wanted }: ModelManifest,
  files: readonly FolderFile[],
): Found | UnusableFolder {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const bad = wanted.find(({ path, size }) => !sizes.has(path) || (size !== undefined && sizes.get(path) !== size));
  return bad ? { reason: `${bad.path} is missing or not whole` } : { task, dtype, revision };
}

async function copiedOf(
  dir: string,
  files: readonly FolderFile[],
  config: ModelConfig,
): Promise<Found | UnusableFolder> {
  const paths = files.filter(({ size }) => size > 0).map(({ path }) => path);
  if (files.some(({ path }) => path === planFile)) return { reason: 'a pull of it has not ended' };
  const missing = requiredFiles.find((path) => !paths.includes(path));
  if (missing !== undefined) return { reason: `${missing} is missing` };
  const task = inferTask({ ...config, paths });
  const table = task && weightTable(paths, task);
  const dtype = table && preferredDtype(table);
  if (!task || !table || dtype === undefined) return { reason: 'it has no weights in onnx/' };
  const weights = weightFiles(table, dtype) ?? [];
  const lacking = taskParts[task].find((part) => !hasData(part, weights, config));
  if (lacking !== undefined) return { reason: `a data file of onnx/${lacking} is missing` };
  for (const path of weights) {
    if (await isPointer(join(dir, path))) return { reason: `${path} is a Git LFS pointer, not the file itself` };
  }
  return { task, dtype, revision: undefined };
}

/** As transformers.js counts (4.3.1, `src/utils/model-loader.js`): by the name of the file, of the part, or for all. */
function hasData(part: string, weights: readonly string[], { externalData }: ModelConfig): boolean {
  const main = weights.find((path) => path.startsWith(`onnx/${part}`) && path.endsWith('.onnx')) ?? '';
  const byName = Fields.of(externalData);
  const count = Number(
    byName ? (byName.value(main.slice('onnx/'.length)) ?? byName.value(part) ?? 0) : (externalData ?? 0),
  );
  return weights.filter((path) => path.startsWith(`${main}_data`)).length >= count;
}

/** What `git clone` leaves of a large file when Git LFS is not installed. */
async function isPointer(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(40), 0, 40, 0);
    return buffer.toString('latin1', 0, bytesRead).startsWith('version https://git-lfs.github.com/spec');
  } finally {
    await handle.close();
  }
}
