import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Services } from 'devmgr/plugin-api';
import { ProjectFiles, type ProjectFile } from 'devmgr/plugin-api/contracts/project-files';
import { secretPaths } from '../../generate/secret-paths.js';

export interface ListedFiles {
  /** Files with text that may be shown, by path. */
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

/** Of a listing, which is the same again as long as no file comes or goes: looking through thousands of names takes time. */
const shown = new WeakMap<readonly ProjectFile[], readonly string[]>();

/** The project's files as the service lists them; without it those near the target. Rejects with the signal's reason only. */
export async function listedFiles(options: ListingOptions): Promise<ListedFiles> {
  const { services, signal, note } = options;
  try {
    const service = await services.require(ProjectFiles);
    const files = await service.list({ signal });
    const isSecret = (path: string) => service.isSecret(path);
    const paths = shown.get(files) ?? shownPaths(files, isSecret);
    shown.set(files, paths);
    return { files: paths, isSecret };
  } catch {
    signal.throwIfAborted();
    note('The files of the project cannot be listed, so only those near the target are looked at');
    const isSecret = await secretPaths(services);
    return { files: (await nearFiles(options)).filter((path) => !isSecret(path)), isSecret };
  }
}

function shownPaths(files: readonly ProjectFile[], isSecret: (path: string) => boolean): readonly string[] {
  return files.flatMap(({ path, skipped }) => (skipped === undefined && !isSecret(path) ? [path] : []));
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
