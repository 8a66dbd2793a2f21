import { DevmgrError } from 'devmgr/plugin-api';
import { errorCode } from './disk.js';

const anotherPath = 'Choose a path inside the project, such as app/routers/refunds.py.';

/** The error of a file that is not written, or not read, by a rule of the writer. */
export function refused(message: string, hint: string = anotherPath, cause?: unknown): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_CODEGEN_WRITE', message, hint, cause });
}

const onItsOwn = ['could not be replaced: it is in use, or mounted on its own', 'Save under another name.'] as const;

const told: Readonly<Record<string, readonly [said: string, hint: string]>> = {
  ENOSPC: ['could not be written: the disk is full', 'Free some space, then save again.'],
  EDQUOT: ['could not be written: your share of the disk is used up', 'Free some space, then save again.'],
  EFBIG: ['could not be written: it is larger than files may be here', 'Save less in one file.'],
  EACCES: ['may not be written or read', 'Look at the rights of the file and its folder: ls -l'],
  EPERM: ['may not be written or read', 'Look at the rights of the file and its folder: ls -l, lsattr'],
  EROFS: ['could not be written: the disk is read-only', 'Make it writable, then save again.'],
  ENAMETOOLONG: ['has a name that is too long for the disk', 'Choose a shorter path.'],
  EBUSY: onItsOwn,
  EXDEV: onItsOwn,
  ELOOP: ['is a link that leads round in circles', anotherPath],
};

/** What the disk says, as something that a person can act on; other errors as they are. `what`: a path from the root. */
export function diskFailure(error: unknown, what: string): unknown {
  const code = errorCode(error);
  if (DevmgrError.isInstance(error) || code === undefined) return error;
  const [said, hint] = told[code] ?? [`could not be written or read: ${code}`, 'Look at the disk, then try again.'];
  return refused(`${what} ${said}`, hint, error);
}
