import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asHex, asRecord, asSize, asText, parseJson } from '../json-value.js';
import { readRegularFile } from '../read-regular-file.js';
import type { LocalDtype, LocalTask } from '../pulled-model.js';
import { isSafePath } from '../safe-path.js';
import { taskParts } from '../weights/task-parts.js';

export interface ManifestFile {
  /** Inside the model's folder, with `/`. */
  readonly path: string;
  /** `undefined`: the hub did not say. */
  readonly size: number | undefined;
  /** Hexadecimal. The hub tells it for large files. */
  readonly sha256: string | undefined;
  /** Git's name of the blob, which the hub tells for the others. */
  readonly gitSha1?: string | undefined;
}

/** What a pull was to bring, or has brought. */
export interface ModelManifest {
  readonly id: string;
  /** Commit on the hub. */
  readonly revision: string;
  readonly task: LocalTask;
  readonly dtype: LocalDtype;
  readonly files: readonly ManifestFile[];
}

/** Of a finished pull. Written last: a model with it was whole. */
export const manifestFile = 'devmgr-model.json';
/** Of a pull that has begun and not ended. */
export const planFile = '.devmgr-pull.json';

/** `undefined` when there is none or it says nothing that can be trusted. Format: `{version: 1, ...ModelManifest}`. */
export async function readManifest(dir: string, name: string): Promise<ModelManifest | undefined> {
  const content = asRecord(parseJson(await readRegularFile(join(dir, name))));
  if (content?.['version'] !== 1 || !Array.isArray(content['files'])) return undefined;
  const [id, revision] = [asText(content['id']), asText(content['revision'])];
  const [task, dtype] = [asTask(content['task']), asDtype(content['dtype'])];
  const files = content['files'].map(asFile);
  if (!id || !revision || !task || !dtype || !files.every((file) => file !== undefined)) return undefined;
  return { id, revision, task, dtype, files };
}

/** Atomic. What an earlier one left half-written goes; a link at its place is not followed. */
export async function writeManifest(dir: string, name: string, manifest: ModelManifest): Promise<void> {
  const file = join(dir, name);
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ version: 1, ...manifest }, undefined, 2)}\n`, { flag: 'wx' });
  await rename(`${file}.new`, file);
}

function asFile(value: unknown): ManifestFile | undefined {
  const file = asRecord(value);
  const path = asText(file?.['path']);
  if (!file || path === undefined || !isSafePath(path)) return undefined;
  const { size, sha256, gitSha1 } = file;
  return { path, size: asSize(size), sha256: asHex(sha256, 64), gitSha1: asHex(gitSha1, 40) };
}

function asTask(value: unknown): LocalTask | undefined {
  return typeof value === 'string' && Object.hasOwn(taskParts, value) ? (value as LocalTask) : undefined;
}

function asDtype(value: unknown): LocalDtype | undefined {
  const parts = asRecord(value);
  if (!parts) return asText(value);
  return Object.values(parts).every((each) => typeof each === 'string') ? (parts as Record<string, string>) : undefined;
}
