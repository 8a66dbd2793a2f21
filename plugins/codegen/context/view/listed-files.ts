import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Services } from 'devmgr/plugin-api';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { secretPaths } from '../../generate/secret-paths.js';

export interface ListedFiles {
  /** Files with text, by path. */
  readonly files: readonly string[];
  isSecret(path: string): boolean;
}

interface ListingOptions {
  readonly services: Pick<Services, 'require'>;
  readonly root: string;
  /** Where the service is not there, files near it are looked at. */
  readonly target: string;
  readonly signal: AbortSignal;
  readonly note: (message: string) => void;
}

/** The project's files as the service lists them; without it those near the target. Rejects with the signal's reason only. */
export async function listedFiles(options: ListingOptions): Promise<ListedFiles> {
  const { services, signal, note } = options;
  try {
    const service = await services.require(ProjectFiles);
    const files = await service.list({ signal });
    const isShown = ({ skipped }: (typeof files)[number]) => skipped === undefined;
    return { files: files.filter(isShown).map(({ path }) => path), isSecret: (path) => service.isSecret(path) };
  } catch {
    signal.throwIfAborted();
    note('The files of the project cannot be listed, so only those near the target are looked at');
    return { files: await nearFiles(options), isSecret: await secretPaths(services) };
  }
}

/** Files in the folder of the target and in those above it. */
async function nearFiles({ root, target }: ListingOptions): Promise<readonly string[]> {
  const folders = [''];
  for (let folder = posix.dirname(target); folder !== '.'; folder = posix.dirname(folder)) folders.push(folder);
  const names = await Promise.all(folders.map((folder) => fileNames(join(root, folder))));
  return folders.flatMap((folder, at) => (names[at] ?? []).map((name) => posix.join(folder, name))).sort();
}

async function fileNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
