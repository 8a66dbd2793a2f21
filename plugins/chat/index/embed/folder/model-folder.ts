import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { unusableModel } from '../embedder-errors.js';
import { findFile, type ModelFile } from './find-file.js';
import { readJsonFile, readJsonObject, type JsonObject } from './read-json-file.js';
import { weightFiles } from './weight-files.js';

/** What lies in the folder of a model: of sentence-transformers, transformers.js or Model2Vec. */
export interface ModelFolder {
  readonly dir: string;
  readonly name: string;
  /** Fields of config.json. */
  readonly config: JsonObject;
  /** Parts in modules.json: what sentence-transformers does one after the other. */
  readonly parts: readonly { readonly type: string; readonly path: string }[];
  readonly onnx: ModelFile | undefined;
  readonly safetensors: ModelFile | undefined;
  readonly tokenizer: ModelFile;
}

/** Throws a `DevmgrError` that says which file is missing and what to do. */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  const dir = resolve(path);
  const found = await stat(dir).catch(() => undefined);
  if (!found?.isDirectory())
    throw unusableModel(`There is no folder ${dir}`, 'Set `embedder` to the folder of a model');
  const parts = partsOf(await readJsonFile(join(dir, 'modules.json')));
  const within = (names: readonly string[]): readonly string[] => [
    ...names,
    ...parts.slice(0, 1).flatMap((part) => names.map((name) => join(part.path, name))),
  ];
  const [onnx, safetensors, tokenizer, config] = await Promise.all([
    findFile(dir, within(weightFiles)),
    findFile(dir, within(['model.safetensors'])),
    findFile(dir, within(['tokenizer.json'])),
    readJsonObject(join(dir, 'config.json')),
  ]);
  if (!tokenizer) throw lacks(dir, 'tokenizer.json');
  for (const file of [onnx, safetensors, tokenizer]) await refusePointer(file);
  return { dir, name: basename(dir), config, parts, onnx, safetensors, tokenizer };
}

/** Another one whenever one of these files is, or what is known of it. */
export function embedderId({ name }: ModelFolder, files: readonly ModelFile[], settings: unknown): string {
  const all = JSON.stringify([files.map(({ version }) => version), settings]);
  return `local/${name}@${createHash('sha256').update(all).digest('hex').slice(0, 8)}`;
}

export function lacks(dir: string, file: string): Error {
  const hint =
    'A folder needs tokenizer.json and onnx/model.onnx (sentence-transformers; `devmgr models pull` gets them) or model.safetensors (Model2Vec)';
  return unusableModel(`${file} is missing in ${dir}`, hint);
}

function partsOf(modules: unknown): ModelFolder['parts'] {
  const entries = Array.isArray(modules) ? (modules as readonly (JsonObject | null)[]) : [];
  return entries.map((entry) => ({ type: textOf(entry?.['type']), path: textOf(entry?.['path']) }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What `git clone` leaves of a large file when Git LFS is not installed. */
async function refusePointer(file: ModelFile | undefined): Promise<void> {
  if (!file) return;
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(40), 0, 40, 0);
    if (!buffer.toString('latin1', 0, bytesRead).startsWith('version https://git-lfs.github.com/spec')) return;
  } finally {
    await handle.close();
  }
  throw unusableModel(`${file.path} is a Git LFS pointer, not the file itself`, 'Run `git lfs pull` in that folder');
}
