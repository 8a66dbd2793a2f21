import { isAbsolute } from 'node:path';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { unsureError } from './unsure-error.js';
import type { UploadedFile, Uploader, UploadOptions } from './uploader.js';
import { wasRefused } from './was-refused.js';

export interface RequestFiles {
  readonly trainingFile: string;
  readonly validationFile: string | undefined;
}

/**
 * Uploads the files of a request that are on this machine, lets `use` work with their ids, and takes away what was uploaded when that was refused.
 * Of an answer that was lost nobody knows whether a job works with the files: then they stay, and the error says so.
 */
export async function withFiles<T>(
  { trainingFile, validationFile }: Pick<FineTuningRequest, 'trainingFile' | 'validationFile'>,
  upload: Uploader,
  options: UploadOptions,
  use: (files: RequestFiles) => Promise<T>,
): Promise<T> {
  const uploaded: UploadedFile[] = [];
  const idOf = async (file: string): Promise<string> => {
    if (!isAbsolute(file)) return file;
    const done = await upload(file, options);
    uploaded.push(done);
    return done.id;
  };
  let isAsked = false;
  try {
    const training = await idOf(trainingFile);
    const validation = validationFile === undefined ? undefined : await idOf(validationFile);
    options.signal.throwIfAborted();
    isAsked = true;
    return await use({ trainingFile: training, validationFile: validation });
  } catch (error) {
    if (isAsked && !wasRefused(error)) throw unsureError(error);
    await Promise.all(uploaded.map((file) => file.discard()));
    throw error;
  }
}
