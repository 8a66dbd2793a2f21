import { DevmgrError } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** Its provider takes as many requests for one job as for a list. */
const EVERY_MS = 5_000;

export interface UnlistedJobOptions {
  readonly adapter: () => FineTuningAdapter | undefined;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** A job that its provider does not list, for there are many newer ones: it is asked for by itself now and then. */
export class UnlistedJob {
  readonly #options: UnlistedJobOptions;
  #job: FineTuningJob;
  #problem: string | undefined;
  #askedAt: number | undefined;
  #isAsking = false;

  constructor(job: FineTuningJob, options: UnlistedJobOptions) {
    this.#job = job;
    this.#options = options;
  }

  /** As it was at the last look. */
  get job(): FineTuningJob {
    return this.#job;
  }

  /** Why the last look failed. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Asks, unless it was asked just now. Never rejects, and is not waited for. */
  look(): void {
    const { adapter, now, signal } = this.#options;
    const isEarly = this.#askedAt !== undefined && now() - this.#askedAt < EVERY_MS;
    if (this.#isAsking || isEarly || signal.aborted) return;
    this.#askedAt = now();
    this.#isAsking = true;
    const asked = adapter()?.get(this.#job.id, { signal }) ?? Promise.reject(new Error('its provider is gone'));
    void asked.then(
      (job) => this.#told(job, undefined),
      (error: unknown) => this.#told(this.#job, DevmgrError.isInstance(error) ? error.message : String(error)),
    );
  }

  #told(job: FineTuningJob, problem: string | undefined): void {
    this.#isAsking = false;
    this.#job = job;
    this.#problem = problem;
  }
}
