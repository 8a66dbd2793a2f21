import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

interface Explanation {
  readonly what: string;
  readonly hint: string;
}

const rights: Explanation = { what: 'no permission', hint: 'Look at the rights of the file and of its folder' };
const full: Explanation = { what: 'the disk is full', hint: 'Make room on the disk' };
const damage: Explanation = {
  what: 'it is damaged',
  hint: 'It is put aside, and a new one begun, when it is opened again',
};

/** Codes of https://www.sqlite.org/rescode.html as the driver names them, and those of the system. */
const explanations: Readonly<Record<string, Explanation>> = {
  SQLITE_FULL: full,
  ENOSPC: full,
  SQLITE_BUSY: { what: 'another devmgr is writing to it', hint: 'Wait until that one is done' },
  SQLITE_READONLY: rights,
  SQLITE_PERM: rights,
  SQLITE_CANTOPEN: { what: 'it cannot be opened', hint: rights.hint },
  EACCES: rights,
  EPERM: rights,
  EROFS: rights,
  SQLITE_CORRUPT: damage,
  SQLITE_NOTADB: damage,
};

/** `DEVMGR_STORAGE_FAILED` with what a person can do. `error`: of sqlite3 or the system, or what was made of such a one. */
export function conversationStorageError(error: unknown, path: string): DevmgrError {
  if (error instanceof ConversationStorageError) return error;
  const first = DevmgrError.isInstance(error) && error.cause !== undefined ? error.cause : error;
  const { code = '', message } = first as NodeJS.ErrnoException;
  const { what, hint } = explanations[code] ?? {
    what: message,
    hint: 'Look at the disk and at the rights of the folder',
  };
  return new ConversationStorageError(`The conversations in ${path} cannot be kept: ${what}`, hint, error);
}

/** Whether another process had the file, for longer than it was waited for. */
export function isBusy(error: unknown): boolean {
  const { code, cause } = Object(error) as { readonly code?: unknown; readonly cause?: unknown };
  return code === 'SQLITE_BUSY' || (cause !== undefined && isBusy(cause));
}

/** The file was made by a newer devmgr. */
export function newerConversations(path: string): DevmgrError {
  return new ConversationStorageError(`The conversations in ${path} were made by a newer devmgr`, 'Update devmgr');
}

/** Somebody has deleted the conversation, or put the file aside. */
export function conversationIsGone(path: string): DevmgrError {
  return new ConversationStorageError(
    `The conversation is not in ${path} any more`,
    'It was deleted by another devmgr',
  );
}

class ConversationStorageError extends DevmgrError {
  constructor(message: string, hint: string, cause?: unknown) {
    super({ code: 'DEVMGR_STORAGE_FAILED', message, hint, exitCode: ExitCode.unavailable, cause });
  }
}
