import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'devmgr/plugin-api';
import { isModelId } from '../model-id.js';
import type { PulledModel } from '../pulled-model.js';
import { readModelFolder } from './read-model-folder.js';

/** The whole models below a folder, by id. What is passed over is told with a debug line. */
export async function scanModels(dir: string, log: Logger): Promise<readonly PulledModel[]> {
  const found: PulledModel[] = [];
  for (const id of await modelIds(dir)) {
    const folder = join(dir, id);
    try {
      const model = await readModelFolder(folder, id);
      if ('reason' in model) log.debug(`${folder} is passed over: ${model.reason}`);
      else found.push(model);
    } catch (error) {
      log.debug(`${folder} is passed over: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

async function modelIds(dir: string): Promise<string[]> {
  const ids: string[] = [];
  for (const owner of await folders(dir)) {
    for (const name of await folders(join(dir, owner))) ids.push(`${owner}/${name}`);
  }
  return ids.filter(isModelId).sort();
}

/** Also those behind links: a person may keep models on another disk. */
async function folders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const isFolder =
      entry.isDirectory() ||
      (entry.isSymbolicLink() && (await stat(join(dir, entry.name)).catch(() => undefined))?.isDirectory() === true);
    if (isFolder && !entry.name.startsWith('.')) found.push(entry.name);
  }
  return found;
}
