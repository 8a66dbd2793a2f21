import { DevmgrError } from 'devmgr/plugin-api';
import type { FileSnapshot, WriteConflictError } from 'devmgr/plugin-api/contracts/project-writer';

interface ConflictWords {
  readonly hint: string;
  readonly message?: string | undefined;
  /** See `WriteConflictError`. */
  readonly mergeable?: readonly string[] | undefined;
}

const seenHint = 'Nothing was written. Look at what is there now, then keep it, write over it, or merge both.';

class Conflict extends DevmgrError implements WriteConflictError {
  readonly mergeable: readonly string[] | undefined;

  constructor(
    readonly conflicts: readonly FileSnapshot[],
    { hint, message, mergeable }: ConflictWords,
  ) {
    const [first] = conflicts;
    const others = conflicts.length > 1 ? ` and ${conflicts.length - 1} more` : '';
    const what = first?.version === undefined ? 'is gone from the disk' : 'changed on the disk';
    super({ code: 'DEVMGR_WRITE_CONFLICT', message: message ?? `${first?.path ?? 'A file'}${others} ${what}`, hint });
    this.mergeable = mergeable;
  }
}

/** Files are not as they were seen. `conflicts`: as they are now, at least one. */
export function writeConflict(
  conflicts: readonly FileSnapshot[],
  { hint = seenHint, ...words }: Partial<ConflictWords> = {},
): WriteConflictError {
  return new Conflict(conflicts, { hint, ...words });
}
