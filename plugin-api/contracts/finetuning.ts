import type { Disposable } from '../disposable.js';
import type { ReadonlyStore } from '../event.js';
import { defineService } from '../services.js';
import type {
  FineTuningAdapter,
  FineTuningCreateProgress,
  FineTuningDataFormat,
  FineTuningRequest,
} from './finetuning-adapter.js';
import type { FineTuningDetail, FineTuningJob } from './finetuning-job.js';

interface Stoppable {
  readonly signal: AbortSignal;
}

/** What is known of all jobs. Immutable. */
export interface FineTuningState {
  /** Newest first. */
  readonly jobs: readonly FineTuningJob[];
  /** Of adapters whose jobs could not be listed the last time: what they listed before stays in `jobs`. */
  readonly problems: readonly {
    readonly adapterId: string;
    readonly message: string;
    readonly hint?: string | undefined;
  }[];
  /** Milliseconds since the epoch; `undefined`: nobody has looked yet. */
  readonly lookedAt: number | undefined;
  readonly isLooking: boolean;
}

/** What is wrong, or worth a look, in a training file. Lines count from one; `undefined`: the whole file. */
export interface TrainingFileProblem {
  readonly line: number | undefined;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface TrainingFileReport {
  readonly path: string;
  readonly bytes: number;
  readonly examples: number;
  readonly format: FineTuningDataFormat | undefined;
  /** At most 1,000; `problemCount` counts all. */
  readonly problems: readonly TrainingFileProblem[];
  readonly problemCount: { readonly errors: number; readonly warnings: number };
  readonly duplicates: number;
  /** Estimated: devmgr does not know every provider's tokenizer. Of all examples together, of the longest one, and its line. */
  readonly tokens: number;
  readonly longestExample: { readonly line: number; readonly tokens: number } | undefined;
  readonly messagesByRole: Readonly<Record<string, number>>;
}

/** What it would take. `costUsd` is `undefined` where nobody knows the price. */
export interface FineTuningEstimate {
  readonly trainedTokens: number;
  readonly costUsd: number | undefined;
  /** How often the examples are gone through; `isAssumed`: the provider chooses, and this is what is usual. */
  readonly epochs?: { readonly count: number; readonly isAssumed: boolean } | undefined;
}

export interface FineTuningCheck {
  readonly training: TrainingFileReport;
  readonly validation: TrainingFileReport | undefined;
  /** Examples that are in both files. */
  readonly shared: number;
  readonly estimate: FineTuningEstimate;
  /** No error in any file. */
  readonly isGood: boolean;
}

/** Names a job among all: `adapter:id`, or the id alone while only one adapter has it. */
export type FineTuningJobName = string;

export interface FineTuning {
  /** The id must be free. */
  registerAdapter(adapter: FineTuningAdapter): Disposable;
  readonly adapters: ReadonlyStore<readonly FineTuningAdapter[]>;
  readonly state: ReadonlyStore<FineTuningState>;
  /** Somebody looks at the jobs until it is disposed of: they are asked for, more often while one of them runs. */
  watch(): Disposable;
  /** Asks all adapters, or one, now. Resolves when `state` is up to date; failures are in `state.problems`. */
  refresh(options: Stoppable & { readonly adapterId?: string }): Promise<void>;
  /** Reads the files of a request whole, in the background. Rejects with a `DevmgrError` when one cannot be read. */
  check(
    adapterId: string,
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (readBytes: number, totalBytes: number) => void },
  ): Promise<FineTuningCheck>;
  /** Does not check the files: see `check`. The job is in `state` when it resolves. */
  create(
    adapterId: string,
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (progress: FineTuningCreateProgress) => void },
  ): Promise<FineTuningJob>;
  /** Rejects with a `DevmgrError` when no job, or more than one, has that name. */
  find(name: FineTuningJobName, options: Stoppable): Promise<FineTuningJob>;
  detail(job: FineTuningJob, options: Stoppable): Promise<FineTuningDetail>;
  /** As far as the adapter offers it; else a `DevmgrError` that says so. `remove` forgets a job that has ended. */
  steer(
    job: FineTuningJob,
    action: 'cancel' | 'pause' | 'resume' | 'remove',
    options: Stoppable,
  ): Promise<FineTuningJob | undefined>;
}

/** Provided by the system plugin; anybody may add an adapter. */
export const FineTuning = defineService<FineTuning>('system.finetuning');
