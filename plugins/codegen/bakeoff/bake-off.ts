import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob } from '../generate/generate-job.js';
import type { Verification } from '../verify/verification.js';

/** One model in a bake-off. */
export interface BakeOffEntry {
  /** `provider/model`. */
  readonly model: string;
  readonly status: 'waiting' | 'writing' | 'testing' | 'done' | 'failed' | 'stopped';
  /** Characters that have come. */
  readonly received: number;
  readonly generation: Generation | undefined;
  readonly verification: Verification | undefined;
  /** Of `failed`. */
  readonly error: Error | undefined;
  readonly durationMs: number | undefined;
  readonly costUsd: number | undefined;
}

export interface BakeOffOptions {
  /** Whether tests are run; else the ranking is by time and cost. */
  readonly tests: boolean;
  readonly where: 'copy' | 'in-place';
  readonly signal: AbortSignal;
}

/** The same job to several models: answers come at the same time, tests are run one after the other. Yields all entries, ranked best first, after every change. */
export type RunBakeOff = (
  job: GenerateJob,
  models: readonly string[],
  options: BakeOffOptions,
) => AsyncIterable<readonly BakeOffEntry[]>;
