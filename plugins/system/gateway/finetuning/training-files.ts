import { copyFile, link, mkdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { GatewayFiles } from '../files/gateway-files.js';
import { isRandomId, randomId } from '../files/random-id.js';
import type { StoredFile } from '../files/stored-file.js';

/** In the project's folder of devmgr: folders with the id of a file, in them one for each job, and in that the file under its name. */
export const trainingFolder = 'gateway-training';

const endings = ['.jsonl', '.json', '.csv', '.parquet', '.txt'];

/**
 * A file of the gateway under a name that tells what it is, as providers want it: its path. It stays when the file is deleted from the gateway,
 * for a job on this machine may read it later.
 */
export async function trainingPath(
  file: StoredFile,
  { files, folder }: { readonly files: Pick<GatewayFiles, 'pathOf'>; readonly folder: string },
): Promise<string> {
  const name = endings.some((ending) => file.name.toLowerCase().endsWith(ending)) ? file.name : `${file.name}.jsonl`;
  const path = join(folder, file.id, randomId('for-'), name.replace(/^-/, '_'));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await link(files.pathOf(file), path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some disks know no links.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EXDEV') await copyFile(files.pathOf(file), path);
    else throw error;
  }
  return path;
}

/** A provider has it now: nobody reads it here any more. */
export async function forgetTrainingPath(path: string): Promise<void> {
  await rm(dirname(path), { recursive: true, force: true });
  // Others may be in it.
  await rmdir(dirname(dirname(path))).catch(() => undefined);
}

/** The id of the gateway's file that a job was given, or what the provider calls it. */
export function trainingFileId(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const folder = dirname(dirname(file));
  const id = basename(folder);
  return basename(dirname(folder)) === trainingFolder && isRandomId('file-', id) ? id : file;
}
