import type { CodeProblem, GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';

export type HunkDecision = 'open' | 'accepted' | 'rejected';

/** A place where a file would change. Lines are indexes from zero into the lines of `before` and `after`. */
export interface Hunk {
  /** The same as long as the lines are the same: `12-14:20`. */
  readonly id: string;
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  readonly newStart: number;
  readonly newLines: readonly string[];
  readonly decision: HunkDecision;
}

/** A file under review. Immutable. What is not rejected is saved. */
export interface FileReview extends GeneratedFile {
  readonly hunks: readonly Hunk[];
  /** Of the text that would be saved, without those of before; `undefined`: not looked at yet. */
  readonly problems: readonly CodeProblem[] | undefined;
  /** What it was before the file became another one, by a save. */
  readonly rebasedFrom?: FileReview | undefined;
}
