import type { SkippedFile } from '../store/index-store.js';

/** A file that may be indexed. Its content was not looked at. */
export interface CandidateFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** A `!` pattern names it: what its content looks like does not matter, unless it is binary. */
  readonly isIncluded?: true | undefined;
}

/** Both by path. A folder that is skipped as a whole is one entry and ends with `/`: nobody looked into it. */
export interface ProjectFiles {
  readonly files: readonly CandidateFile[];
  readonly skipped: readonly SkippedFile[];
}

export interface WalkOptions {
  readonly root: string;
  /** What git says: tracked and untracked-not-ignored paths. `undefined`: no git here, `.gitignore` files are read instead. */
  readonly listed: readonly string[] | undefined;
  /** Patterns of the settings, as in `.gitignore`; they come after `.devmgrignore`. */
  readonly exclude: readonly string[];
  readonly maxFileBytes: number;
  readonly signal: AbortSignal;
}
