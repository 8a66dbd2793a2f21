import type { FileState } from '../file/file-state.js';
import type { Place } from '../place/find-place.js';

/** One file that is exchanged. */
export interface Step {
  /** Its number among the files of the save, in the names of what lies beside it. Missing: its number among the steps. */
  readonly at?: number;
  readonly place: Place;
  /** As it was read; it must still be so. */
  readonly before: FileState | undefined;
  /** `undefined`: it is removed. `mode` undefined: as before, or as new files get it. */
  readonly after: { readonly bytes: Buffer; readonly mode: number | undefined } | undefined;
}

/** Where the new content waits, and where the old one stays until all files are exchanged. Beside the file, since renaming works only on one disk. */
export function namesBeside(token: string, at: number): { readonly draft: string; readonly old: string } {
  return { draft: `.devmgr-${token}-${at}.new`, old: `.devmgr-${token}-${at}.old` };
}
