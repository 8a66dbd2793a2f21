import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fields } from '../../../json/fields.js';
import { readRegularFile } from '../../../../files/read-regular-file.js';
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
  const content = Fields.parse(await readRegularFile(join(dir, name)));
  if (content?.value('version') !== 1) return undefined;
  const [id, revision] = [content.text('id'), content.text('revision')];
  const [task, dtype] = [asTask(content.string('task')), asDtype(content)];
  const files = content.list('files')?.map((file) => asFile(Fields.of(file)));
  if (!id || !revision || !task || !dtype || !files?.every((file) => file !== undefined)) return undefined;
  return { id, revision, task, dtype, files };
}

/** Atomic. What an earlier one left half-written goes; a link at its place is not followed. */
export async function writeManifest(dir: string, name: string, manifest: ModelManifest): Promise<void> {
  const file = join(dir, name);
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ version: 1, ...manifest }, undefined, 2)}\n`, { flag: 'wx' });
  await rename(`${file}.new`, file);
}

function asFile(file: Fields | undefined): ManifestFile | undefined {
  const path = file?.text('path');
  if (!file || path === undefined || !isSafePath(path)) return undefined;
  return { path, size: file.count('size'), sha256: file.hex('sha256', 64), gitSha1: file.hex('gitSha1', 40) };
}

function asTask(value: string | undefined): LocalTask | undefined {
  return value !== undefined && Object.hasOwn(taskParts, value) ? (value as LocalTask) : undefined;
}

function asDtype(content: Fields): LocalDtype | undefined {
  const parts = content.fields('dtype')?.members();
  if (!parts) return content.text('dtype');
  return Object.values(parts).every((each) => typeof each === 'string') ? (parts as Record<string, string>) : undefined;
}
