import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** What sqlite3 rejects with: `code` is the name of the primary result code. */
interface SqliteError extends Error {
  readonly code?: string;
}

interface Explanation {
  readonly what: string;
  readonly hint: string;
}

const rights: Explanation = { what: 'no permission', hint: 'Look at the rights of the file and of its folder' };
const damage: Explanation = { what: 'it is damaged', hint: 'Refresh the index: it is then made anew' };

const explanations: Readonly<Record<string, Explanation>> = {
  SQLITE_FULL: {
    what: 'the disk is full',
    hint: 'Make room on the disk, then refresh the index; what was in it is kept',
  },
  SQLITE_BUSY: { what: 'another devmgr is writing to it', hint: 'Try again when that one is done' },
  SQLITE_READONLY: rights,
  SQLITE_PERM: rights,
  SQLITE_CANTOPEN: { what: 'it cannot be opened', hint: rights.hint },
  EACCES: rights,
  EPERM: rights,
  EROFS: rights,
  ENOSPC: { what: 'the disk is full', hint: 'Make room on the disk, then refresh the index' },
  SQLITE_CORRUPT: damage,
  SQLITE_NOTADB: damage,
};
const damageCodes: readonly (string | undefined)[] = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];
/** Our statements are fixed: what they miss was there. */
const lostParts = /no such (table|column)|vtable constructor failed/;

/** `DEVMGR_STORAGE_FAILED` with what a person can do; an error that is one already stays. `path`: of the database. */
export function storageError(error: unknown, path: string): DevmgrError {
  if (DevmgrError.isInstance(error)) return error;
  const { code = '', message } = error as SqliteError;
  const known = isDamage(error) ? damage : explanations[code];
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `The code index ${path} does not work: ${known?.what ?? message}`,
    hint: known?.hint ?? 'Look at the disk and the rights of the folder, then refresh the index',
    exitCode: ExitCode.unavailable,
    cause: error,
  });
}

/** Whether a storage error, or what sqlite3 rejected with, means that the database itself is broken and must be made anew. */
export function isDamage(error: unknown): boolean {
  if (DevmgrError.isInstance(error)) return error.cause !== undefined && isDamage(error.cause);
  if (error instanceof SyntaxError) return true;
  const { code, message = '' } = error as Partial<SqliteError>;
  return damageCodes.includes(code) || (code === 'SQLITE_ERROR' && lostParts.test(message));
}

/** What is in the database is not what was written to it. */
export function damagedDatabase(path: string, what: string): DevmgrError {
  return storageError(Object.assign(new Error(what), { code: 'SQLITE_CORRUPT' }), path);
}

/** The database was made by a newer devmgr. */
export function newerSchema(path: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `The code index ${path} was made by a newer devmgr`,
    hint: 'Update devmgr, or delete the file: it is made anew from the project',
    exitCode: ExitCode.unavailable,
  });
}

/** Another devmgr has put the database aside and begun a new one. */
export function replacedDatabase(path: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `The code index ${path} was deleted or made anew by another devmgr`,
    hint: 'Refresh the index',
    exitCode: ExitCode.unavailable,
  });
}
