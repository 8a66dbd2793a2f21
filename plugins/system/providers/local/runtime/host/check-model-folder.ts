import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dtypeSuffixes } from '../../models/weights/dtype-suffixes.js';
import { taskParts } from '../../models/weights/task-parts.js';
import type { LoadRequest } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import { configurationFiles } from './configuration-files.js';

type Folder = Pick<LoadRequest, 'dir' | 'task' | 'dtype'>;

/**
 * Whether transformers.js can load what is there. Its own errors do not say: a tokenizer that is missing is a TypeError,
 * and an unknown dtype is silently fp32. Throws a `HostFailure` that names the file. Resolves to the model's config.json.
 */
export async function checkModelFolder(folder: Folder): Promise<Readonly<Record<string, unknown>>> {
  const files = configurationFiles(folder.task);
  const [config = {}, tokenizer = {}] = await Promise.all(files.map((name) => readObject(folder.dir, name)));
  if (typeof config['model_type'] !== 'string') throw damaged('config.json', folder.dir, 'it names no model_type');
  if (typeof tokenizer['model'] !== 'object') throw damaged('tokenizer.json', folder.dir, 'it has no vocabulary');
  const { dtype } = folder;
  for (const part of taskParts[folder.task]) {
    await checkWeights(folder.dir, part, typeof dtype === 'string' ? dtype : dtype[part]);
  }
  return config;
}

async function readObject(dir: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(dir, name), 'utf8').catch((error: unknown) => {
    throw new HostFailure('model', `${name} is missing in ${dir}`, { cause: error });
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    throw damaged(name, dir, 'it is not JSON');
  }
  throw damaged(name, dir, 'it is not an object');
}

async function checkWeights(dir: string, part: string, dtype: string | undefined): Promise<void> {
  if (dtype === undefined) throw new HostFailure('model', `No dtype is given for ${part} of ${dir}`);
  const suffix = Object.hasOwn(dtypeSuffixes, dtype) ? dtypeSuffixes[dtype] : undefined;
  const there = await dtypesOf(dir, part);
  const choice = there.length > 0 ? `there is: ${there.join(', ')}` : 'there is none of any dtype';
  if (suffix === undefined) throw new HostFailure('model', `${dtype} is no dtype of weights; ${choice}`);
  const file = `onnx/${part}${suffix}.onnx`;
  const { size } = await stat(join(dir, file)).catch(() => ({ size: undefined }));
  if (size === undefined) throw new HostFailure('model', `${file} (${dtype}) is missing in ${dir}; ${choice}`);
  if (size === 0) throw damaged(file, dir, 'it is empty');
}

async function dtypesOf(dir: string, part: string): Promise<string[]> {
  const files = new Set(await readdir(join(dir, 'onnx')).catch(() => []));
  const entries = Object.entries(dtypeSuffixes).filter(([, suffix]) => files.has(`${part}${suffix}.onnx`));
  return entries.map(([dtype]) => dtype);
}

function damaged(name: string, dir: string, reason: string): HostFailure {
  return new HostFailure('model', `${name} in ${dir} is damaged: ${reason}`);
}
