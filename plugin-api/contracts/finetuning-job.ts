/**
 * Common to all providers; what a provider says itself is in `FineTuningJob.rawStatus`. The last three are ends. What devmgr does not
 * know is `running`: never an end.
 */
export type FineTuningStatus = 'queued' | 'running' | 'paused' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled';

/** How far a job is, as far as somebody says it. */
export interface FineTuningProgress {
  /** From 0 to 1. */
  readonly fraction?: number | undefined;
  readonly step?: number | undefined;
  readonly totalSteps?: number | undefined;
  readonly epoch?: number | undefined;
  readonly totalEpochs?: number | undefined;
}

/** What was measured at one step of the training. */
export interface FineTuningMetric {
  readonly step: number;
  readonly loss?: number | undefined;
  readonly validationLoss?: number | undefined;
  /** From 0 to 1. */
  readonly accuracy?: number | undefined;
  readonly learningRate?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly at?: number | undefined;
}

/** A job of one provider. Immutable. Times in milliseconds since the epoch. Texts are the provider's: clean them before they are shown. */
export interface FineTuningJob {
  /** The provider's own. */
  readonly id: string;
  /** The adapter's id. */
  readonly adapterId: string;
  readonly baseModel: string;
  readonly status: FineTuningStatus;
  /** The provider's own word. */
  readonly rawStatus: string;
  readonly createdAt: number;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  readonly estimatedFinishAt?: number | undefined;
  readonly progress?: FineTuningProgress | undefined;
  /** The last loss; `recentLosses` are the last ones, oldest first, at most 40. */
  readonly loss?: number | undefined;
  readonly recentLosses?: readonly number[] | undefined;
  readonly trainedTokens?: number | undefined;
  /** In US dollars, as the provider says it or by its list price. */
  readonly costUsd?: number | undefined;
  /** What it made: the name by which the provider takes it, or the path of a file or folder on this machine. */
  readonly resultModel?: string | undefined;
  /** As a selection of the `ai` service (`openai/ft:gpt-4.1-mini:...`): only where a provider of devmgr answers with it. */
  readonly resultSelection?: string | undefined;
  readonly error?: { readonly message: string; readonly code?: string | undefined } | undefined;
  /** `supervised`, `dpo`, `lora`. */
  readonly method?: string | undefined;
  readonly hyperparameters: Readonly<Record<string, string | number | boolean>>;
  readonly suffix?: string | undefined;
  readonly trainingFile?: string | undefined;
  readonly validationFile?: string | undefined;
  /** See `FineTuningRequest`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface FineTuningEvent {
  readonly id: string;
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly step?: number | undefined;
}

export interface FineTuningCheckpoint {
  readonly id: string;
  readonly step?: number | undefined;
  readonly at?: number | undefined;
  /** By which the provider takes it, or a path on this machine. */
  readonly model?: string | undefined;
  /** In the provider's own words: `full_valid_loss`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** What a training prints, where devmgr can read it. */
export interface FineTuningOutput {
  /** The last lines, oldest first, without secrets. */
  readonly lines: readonly string[];
  /** Absolute path of the file that has more. */
  readonly file: string;
}

/** What is shown of one job. Metrics by step, events newest last. */
export interface FineTuningDetail {
  readonly events: readonly FineTuningEvent[];
  readonly metrics: readonly FineTuningMetric[];
  readonly checkpoints: readonly FineTuningCheckpoint[];
  /** Of jobs on this machine, as soon as they print something. */
  readonly output?: FineTuningOutput | undefined;
}
