import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { reasonOf, unusableModel } from '../embedder-errors.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A pipe must not be waited for. On Windows it is undefined, which counts as 0. */
const openFlags = constants.O_RDONLY | constants.O_NONBLOCK;

/** Bytes. Vocabularies of hundreds of thousands of words take 35 MB. */
const largestTokenizer = 50_000_000;
const largestConfig = 1_000_000;

/** What a JSON file has; `undefined` when there is no such file. Throws a `DevmgrError` for one that cannot be read. */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusableModel(`${path} cannot be read: ${reasonOf(error)}`, 'Get the model again', error);
  }
}

/** As `readJsonFile`; without fields for what is no object. */
export async function readJsonObject(path: string): Promise<JsonObject> {
  const value = await readJsonFile(path);
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

/** The folder may be anybody's: of what is no file, or far too large, nothing is read. */
async function readText(path: string): Promise<string> {
  const file = await open(path, openFlags);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('it is no file');
    const most = basename(path) === 'tokenizer.json' ? largestTokenizer : largestConfig;
    if (stats.size > most) throw new Error(`it is larger than ${most / 1_000_000} MB`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
