import { DevmgrError } from 'devmgr/plugin-api';
import { errorCode } from '../disk.js';

/** The history cannot be kept: then nothing is written, since it could not be taken back. */
export function storageFailure(error: unknown): unknown {
  const code = errorCode(error);
  if (DevmgrError.isInstance(error) || code === undefined) return error;
  const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : code;
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `The history of saves could not be kept (${why}), so nothing was written`,
    hint: 'Make room for, or give access to, the folder of devmgr (~/.devmgr), then save again.',
    cause: error,
  });
}
