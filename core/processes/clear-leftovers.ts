import { constants } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisteredProcess, RegistryFile } from './process-registry.js';
import { readProcess } from './process-table.js';

/** Some thousand groups. */
const mostBytes = 4 * 1024 * 1024;

export interface ClearLeftoversOptions {
  /** Folder of the registry files. */
  readonly dir: string;
  /** Stops a group when its start time matches; false when it does not. */
  stopForeign(pid: number, startTime: string): Promise<boolean>;
}

/** Stops the groups of every devmgr that is gone, and removes its registry file. Resolves to how many it stopped. */
export async function clearLeftovers(options: ClearLeftoversOptions): Promise<number> {
  const names = await readdir(options.dir).catch(() => []);
  const counts = await Promise.all(names.map((name) => clearFile(join(options.dir, name), options)));
  return counts.reduce((total, count) => total + count, 0);
}

async function clearFile(path: string, options: ClearLeftoversOptions): Promise<number> {
  const [, pid, extension] = /(\d+)-\w+\.(json|json\.new)$/.exec(path) ?? [];
  if (pid === undefined) return 0;
  const content = extension === 'json' ? await readRegistry(path) : undefined;
  const owner = await readProcess(content?.pid ?? Number(pid));
  // What cannot be read tells no start time: then it is left alone as long as the pid is in use.
  if (owner && (!content || content.startTime === owner.startTime)) return 0;
  const stop = (entry: RegisteredProcess) => options.stopForeign(entry.pid, entry.startTime);
  const stopped = await Promise.all(content?.processes.map(stop) ?? []);
  // On a disk that may only be read it stays, and nothing of it lives any more.
  await rm(path, { force: true }).catch(() => undefined);
  return stopped.filter(Boolean).length;
}

/** The file may have been written by another version, or by somebody else. */
async function readRegistry(path: string): Promise<RegistryFile | undefined> {
  try {
    const content: unknown = JSON.parse(await readRegularFile(path));
    return isRegistryFile(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** A pipe in its place would keep whoever opens it waiting for ever. */
async function readRegularFile(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    return stats.isFile() && stats.size <= mostBytes ? await file.readFile('utf8') : '';
  } finally {
    await file.close();
  }
}

function isRegistryFile(value: unknown): value is RegistryFile {
  return (
    isIdentity(value) && 'processes' in value && Array.isArray(value.processes) && value.processes.every(isIdentity)
  );
}

function isIdentity(value: unknown): value is { readonly pid: number; readonly startTime: string } {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startTime' in value)) return false;
  return Number.isSafeInteger(value.pid) && Number(value.pid) > 1 && typeof value.startTime === 'string';
}
