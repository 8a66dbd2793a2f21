import { readFile } from 'node:fs/promises';
import { reasonOf, unusableModel } from '../embedder-errors.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a JSON file has; `undefined` when there is no such file. Throws a `DevmgrError` for one that cannot be read. */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
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
