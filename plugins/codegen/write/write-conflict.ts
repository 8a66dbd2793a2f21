import { DevmgrError } from 'devmgr/plugin-api';
import type { FileSnapshot, WriteConflictError } from 'devmgr/plugin-api/contracts/project-writer';

class Conflict extends DevmgrError implements WriteConflictError {
  constructor(
    readonly conflicts: readonly FileSnapshot[],
    hint: string,
  ) {
    const [first] = conflicts;
    const others = conflicts.length > 1 ? ` and ${conflicts.length - 1} more` : '';
    const what = first?.version === undefined ? 'is gone from the disk' : 'changed on the disk';
    super({ code: 'DEVMGR_WRITE_CONFLICT', message: `${first?.path ?? 'A file'}${others} ${what}`, hint });
  }
}

/** Files are not as they were seen. `conflicts`: as they are now, at least one. */
export function writeConflict(
  conflicts: readonly FileSnapshot[],
  hint = 'Nothing was written. Look at what is there now, then keep it, write over it, or merge both.',
): WriteConflictError {
  return new Conflict(conflicts, hint);
}
