import type { CodeProblem, Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { Round } from '../verify/round.js';
import type { Verification } from '../verify/verification.js';

/** A mistake in a file of the answer that was not there before. */
export interface FileProblem extends CodeProblem {
  readonly path: string;
}

/** What came of `devmgr gen`. */
export interface GenOutcome {
  readonly generation: Generation;
  /** `undefined`: no tests were run. */
  readonly verification: Verification | undefined;
  /** Empty: no tests were wanted. */
  readonly rounds: readonly Round[];
  /** Best first; empty: nobody was compared. */
  readonly bakeOff: readonly BakeOffEntry[];
  readonly problems: readonly FileProblem[];
  /** `undefined`: nothing was saved. */
  readonly saved: SavedChange | undefined;
}

/** Files that would not stay as they are. */
export function changedFiles({ files }: Generation): Generation['files'] {
  return files.filter(({ before, after }) => before !== after);
}

/** Why it is not good, in lines for people; empty: it is. */
export function whatIsWrong(outcome: Omit<GenOutcome, 'saved'>): readonly string[] {
  const { generation, verification, problems } = outcome;
  const { files, refused } = generation;
  return [
    ...(files.length === 0 && refused.length === 0 ? ['the answer holds no code'] : []),
    ...(refused.length > 0 ? ['a part of the answer could not be applied'] : []),
    ...(problems.length > 0 ? ['the code has mistakes'] : []),
    ...(verification?.verdict === 'failed' ? ['tests fail'] : []),
    ...(verification?.verdict === 'unable' ? ['the tests could not be run'] : []),
  ];
}
