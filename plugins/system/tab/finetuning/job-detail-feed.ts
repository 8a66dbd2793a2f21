import { DevmgrError, Store, type Disposable } from 'devmgr/plugin-api';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../finetuning/is-ended.js';
import { jobName } from '../../finetuning/view/job-report.js';
import type { JobsParts } from '../../jobs-parts.js';

export interface ShownDetail {
  /** `undefined`: nothing is shown. */
  readonly name: string | undefined;
  readonly detail: FineTuningDetail | undefined;
  /** Why it is not known. */
  readonly problem: string | undefined;
}

const NOTHING: ShownDetail = { name: undefined, detail: undefined, problem: undefined };
/** Between two questions for a job that is running. */
const EVERY_MS = 3_000;
/** What is on this machine costs no request: lines are seen while they are printed, unless reading itself takes long. */
const HERE_MS = 500;
const TIMES_ITS_COST = 10;
/** A person goes through the list: only where they stay is asked for. */
const STAY_MS = 200;

/** What is known of the job that is shown, asked for again while it runs. What was known stays until it is known anew. */
export class JobDetailFeed implements Disposable {
  readonly #parts: Pick<JobsParts, 'finetuning' | 'context'>;
  readonly #shown = new Store<ShownDetail>(NOTHING);
  #job: FineTuningJob | undefined;
  #isDue = false;
  #ask = new AbortController();
  #isAsking = false;
  #timer: Disposable | undefined;
  /** Milliseconds that the last look took. */
  #cost = 0;

  readonly shown = this.#shown;

  constructor(parts: Pick<JobsParts, 'finetuning' | 'context'>) {
    this.#parts = parts;
  }

  /** Shows a job as it is now; `undefined`: nobody looks. Cheap when it is the same as before. */
  show(job: FineTuningJob | undefined): void {
    const before = this.#job;
    if (job === before) return;
    this.#job = job;
    const isOther = !job || !before || jobName(job) !== jobName(before);
    if (isOther) {
      this.#ask.abort();
      this.#ask = new AbortController();
      this.#isAsking = false;
      this.#shown.set({ ...NOTHING, name: job && jobName(job) });
    }
    if (!job) return this.#plan(undefined);
    // What a job says with its end is worth a question at once.
    if (isOther || job.status !== before.status) this.#plan(isOther ? STAY_MS : 0);
    else if (!this.#timer && !this.#isAsking) this.#plan(this.#pause(job));
  }

  dispose(): void {
    this.#ask.abort();
    void this.#timer?.dispose();
    this.#shown.dispose();
  }

  #plan(ms: number | undefined): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
    if (ms === undefined) return;
    this.#timer = this.#parts.context.clock.setTimeout(() => {
      this.#timer = undefined;
      if (this.#isAsking) this.#isDue = true;
      else void this.#look();
    }, ms);
  }

  /** At once when something has happened meanwhile; else as long as the job runs. */
  #planNext(): void {
    if (this.#isDue) this.#plan(0);
    else if (this.#job && !isEnded(this.#job)) this.#plan(this.#pause(this.#job));
  }

  /** Milliseconds until it is asked for again. Adapters that tell of changes themselves read this machine. */
  #pause({ adapterId }: FineTuningJob): number {
    const adapter = this.#parts.finetuning.adapters.get().find(({ id }) => id === adapterId);
    return adapter?.onDidChange ? Math.max(HERE_MS, Math.min(this.#cost * TIMES_ITS_COST, EVERY_MS)) : EVERY_MS;
  }

  async #look(): Promise<void> {
    const job = this.#job;
    const { signal } = this.#ask;
    if (!job) return;
    const name = jobName(job);
    this.#isAsking = true;
    this.#isDue = false;
    const { clock } = this.#parts.context;
    const began = clock.now();
    try {
      const detail = await this.#parts.finetuning.detail(job, { signal });
      if (!signal.aborted) this.#shown.set({ name, detail, problem: undefined });
    } catch (error) {
      if (!signal.aborted) this.#shown.set({ ...this.#shown.get(), name, problem: problemText(error) });
    }
    if (signal.aborted) return;
    this.#cost = clock.now() - began;
    this.#isAsking = false;
    this.#planNext();
  }
}

function problemText(error: unknown): string {
  if (!DevmgrError.isInstance(error)) return error instanceof Error ? error.message : String(error);
  return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}
