import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { homedir } from 'node:os';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';

const FILE_ID = /^file-[\w-]+$/i;

/**
 * The absolute path of what a person named, relative to `folder`; what looks like the id of a file of a provider, and is no file here,
 * stays as it is.
 */
export function dataFile(typed: string, folder: string): string {
  const text = typed.trim();
  const home = text === '~' || text.startsWith('~/') ? `${homedir()}${text.slice(1)}` : text;
  const path = isAbsolute(home) ? home : resolve(folder, home);
  return FILE_ID.test(text) && !existsSync(path) ? text : path;
}

/** Whether a training file is one that a provider has already. */
export function isFileId(file: string): boolean {
  return FILE_ID.test(file);
}

/** Whether a request names a file of this machine, which can be checked. */
export function isAnyHere({
  trainingFile,
  validationFile,
}: Pick<FineTuningRequest, 'trainingFile' | 'validationFile'>): boolean {
  return !isFileId(trainingFile) || (validationFile !== undefined && !isFileId(validationFile));
}
