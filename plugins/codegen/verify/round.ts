import type { GenerateEvent, Generation, RefusedFile } from 'devmgr/plugin-api/contracts/code-generator';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { GenerateJob } from '../generate/generate-job.js';
import type { CopyProgress, TestChoice, Verification } from './verification.js';

/** One answer and what the tests said of it. */
export interface Round {
  /** From one. */
  readonly number: number;
  readonly generation: Generation;
  /** `undefined`: there was nothing to test, since nothing of the answer could be applied. */
  readonly verification: Verification | undefined;
  /** It makes the same files as the answer before it: it is the last. */
  readonly isUnchanged?: boolean | undefined;
}

export type RoundEvent =
  /** `refused`: what of the answer before could not be applied, where that is sent back. */
  | { readonly type: 'round-start'; readonly number: number; readonly refused?: readonly RefusedFile[] | undefined }
  | GenerateEvent
  | { readonly type: 'verify-start'; readonly choice: TestChoice }
  /** The copy in which tests run is made. */
  | { readonly type: 'verify-copy'; readonly progress: CopyProgress }
  | { readonly type: 'verify-state'; readonly state: TestRunState }
  /** See `VerifyOptions.onBefore`. */
  | { readonly type: 'verify-before'; readonly state: TestRunState | undefined }
  | { readonly type: 'round-end'; readonly round: Round };

export interface RoundOptions {
  /** At most so many answers. */
  readonly most: number;
  readonly where: 'copy' | 'in-place';
  /** Default true. False: nothing is tested, and one more answer is asked for where parts of the first could not be applied. */
  readonly tests?: boolean | undefined;
  readonly signal: AbortSignal;
}

/**
 * Generates, runs the tests, and sends failing frames and messages back, until they pass, nothing changes any more, or `most` is reached. Throws what generating
 * throws; the rounds before that have been told.
 */
export type RunRounds = (job: GenerateJob, options: RoundOptions) => AsyncIterable<RoundEvent>;
