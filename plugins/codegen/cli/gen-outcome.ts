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
  /** All answers, the first one first; empty: several models were compared. */
  readonly rounds: readonly Round[];
  /** Best first; empty: nobody was compared. */
  readonly bakeOff: readonly BakeOffEntry[];
  readonly problems: readonly FileProblem[];
  /** Code is to be printed, but came only for other files than the one that was named. */
  readonly isAside: 'new' | 'there' | undefined;
  /** See `WrittenCode.failure`: what was done is printed all the same. */
  readonly failure?: Error | undefined;
  /** `undefined`: nothing was saved. */
  readonly saved: SavedChange | undefined;
}

/** Files that would not stay as they are. */
export function changedFiles({ files }: Generation): Generation['files'] {
  return files.filter(({ before, after }) => before !== after);
}

/** What an answer is judged by. */
export type Judged = Pick<GenOutcome, 'generation' | 'problems' | 'isAside'> & {
  readonly verdict: Verification['verdict'] | undefined;
};

/** Why it is not good, in lines for people; empty: it is. */
export function whatIsWrong({ generation, verdict, problems, isAside }: Judged): readonly string[] {
  const { files, refused, isStopped, isCut, target } = generation;
  const aside = isAside && `nothing of the answer is for ${target}${isAside === 'new' ? ', which is not there' : ''}`;
  return [
    ...(isStopped ? ['the answer was stopped'] : []),
    ...(isCut ? ['the answer was cut before its end'] : []),
    ...(files.length === 0 && refused.length === 0 ? ['the answer holds no code'] : []),
    ...(aside === undefined ? [] : [aside]),
    ...(refused.length > 0 ? ['a part of the answer could not be applied'] : []),
    ...(problems.length > 0 ? ['the code has mistakes'] : []),
    ...(verdict === 'failed' ? ['tests fail'] : []),
    ...(verdict === 'unable' ? ['the tests could not be run'] : []),
  ];
}

/** See `whatIsWrong`. */
export function wrongIn(outcome: Omit<GenOutcome, 'saved'>): readonly string[] {
  const { failure, verification } = outcome;
  return [
    ...whatIsWrong({ ...outcome, verdict: verification?.verdict }),
    ...(failure === undefined ? [] : [`it could not be gone on with: ${failure.message}`]),
  ];
}

/** Whether an answer leaves out the file that it was asked for, of which nothing can be printed then. `isThere`: there is such a file. */
export function asideOf(
  { target, files }: Pick<Generation, 'target' | 'files'>,
  isThere: boolean,
): GenOutcome['isAside'] {
  if (files.length === 0 || files.some(({ path }) => path === target)) return undefined;
  return isThere ? 'there' : 'new';
}
