import { DevmgrError, Store, type Clock, type Disposable, type Logger } from 'devmgr/plugin-api';
import type {
  FineTuning,
  FineTuningCheck,
  FineTuningJobName,
  FineTuningState,
} from 'devmgr/plugin-api/contracts/finetuning';
import type {
  FineTuningAdapter,
  FineTuningCreateProgress,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { AdapterRegistry } from './adapter-registry.js';
import { endedLine } from './ended-line.js';
import { ambiguousJob, notOffered, unknownJob, unready, unseenJob } from './fine-tuning-errors.js';
import { isEnded } from './is-ended.js';
import { jobState, NO_JOBS, reduceJobs, type JobAction, type JobBook } from './job-book.js';
import { JobPoller } from './job-poller.js';
import { toldDetail, toldJob } from './told-job.js';

interface Stoppable {
  readonly signal: AbortSignal;
}

export interface FineTuningServiceOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Takes secrets out of what providers say; default: there are none. */
  readonly redact?: (text: string) => string;
  /** Reads the files of a request. */
  readonly check: (
    adapter: FineTuningAdapter,
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (readBytes: number, totalBytes: number) => void },
  ) => Promise<FineTuningCheck>;
}

/** A look at an adapter's jobs that is under way. */
interface Look {
  done: Promise<void>;
  /** Something has changed meanwhile: looked at once more. */
  again: boolean;
}

/** See the contract `FineTuning`. */
export class FineTuningService implements FineTuning, Disposable {
  readonly #options: FineTuningServiceOptions;
  readonly #registry = new AdapterRegistry();
  readonly #poller: JobPoller;
  readonly #state = new Store<FineTuningState>(jobState(NO_JOBS));
  readonly #released = new AbortController();
  readonly #looks = new Map<string, Look>();
  readonly #followed = new Set<string>();
  readonly #registered: Disposable;
  #book: JobBook = NO_JOBS;
  /** Of lists that are asked for and jobs that are touched. */
  #order = 0;

  readonly adapters = this.#registry.all;
  readonly state = this.#state;

  constructor(options: FineTuningServiceOptions) {
    this.#options = options;
    const { clock, random } = options;
    const hasRunning = (adapterId: string) =>
      this.#state.get().jobs.some((job) => job.adapterId === adapterId && !isEnded(job));
    this.#poller = new JobPoller({ clock, random, hasRunning, look: (id, hasChanged) => this.#look(id, hasChanged) });
    this.#registered = this.adapters.onDidChange((all) => this.#follow(all));
  }

  registerAdapter(adapter: FineTuningAdapter): Disposable {
    return this.#registry.register(adapter);
  }

  watch(): Disposable {
    for (const { id } of this.adapters.get()) void this.#look(id);
    return this.#poller.watch();
  }

  async refresh({ signal, adapterId }: Stoppable & { readonly adapterId?: string }): Promise<void> {
    const wanted = adapterId === undefined ? this.adapters.get() : [this.#registry.require(adapterId)];
    await abortable(Promise.all(wanted.map(({ id }) => this.#look(id))), signal);
  }

  async check(
    adapterId: string,
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (readBytes: number, totalBytes: number) => void },
  ): Promise<FineTuningCheck> {
    return this.#options.check(this.#registry.require(adapterId), request, options);
  }

  async create(
    adapterId: string,
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (progress: FineTuningCreateProgress) => void },
  ): Promise<FineTuningJob> {
    const adapter = this.#registry.require(adapterId);
    const problem = unready(adapter);
    if (problem) throw problem;
    const job = this.#told(await adapter.create(request, options));
    this.#touch(adapter.id, job.id, job);
    return job;
  }

  async find(name: FineTuningJobName, { signal }: Stoppable): Promise<FineTuningJob> {
    const exact = this.#named(name);
    if (exact.length === 1 && exact[0]) return exact[0];
    await this.refresh({ signal });
    const [first, ...others] = this.#named(name);
    if (first && others.length === 0) return first;
    if (first) throw ambiguousJob(name, [first, ...others]);
    const asked = await this.#asked(name, signal);
    if (asked) return asked;
    const { jobs, problems } = this.#state.get();
    throw problems.length > 0 ? unseenJob(name, problems) : unknownJob(name, jobs);
  }

  async detail(job: FineTuningJob, { signal }: Stoppable): Promise<FineTuningDetail> {
    const detail = await this.#registry.require(job.adapterId).detail(job.id, { signal });
    return toldDetail(detail, { redact: this.#redact, signal });
  }

  async steer(
    job: FineTuningJob,
    action: 'cancel' | 'pause' | 'resume' | 'remove',
    options: Stoppable,
  ): Promise<FineTuningJob | undefined> {
    const adapter = this.#registry.require(job.adapterId);
    const isOffered = action === 'remove' || adapter.capabilities[action];
    const work = isOffered ? adapter[action]?.(job.id, options) : undefined;
    if (!work) throw notOffered(adapter, action);
    const done = (await work) ?? undefined;
    const after = done && this.#told(done);
    this.#touch(adapter.id, job.id, after);
    return after;
  }

  dispose(): void {
    this.#released.abort(new DOMException('The fine-tuning service was released', 'AbortError'));
    void this.#registered.dispose();
    this.#poller.dispose();
    this.#registry.dispose();
    this.#state.dispose();
  }

  /** `adapter:id`, an id, or the beginning of one that only one job has. */
  #named(name: string): readonly FineTuningJob[] {
    const { jobs } = this.#state.get();
    const exact = jobs.filter(({ adapterId, id }) => id === name || `${adapterId}:${id}` === name);
    if (exact.length > 0 || name === '') return exact;
    return jobs.filter(({ id }) => id.startsWith(name));
  }

  /** One that is older than what its provider lists. */
  async #asked(name: string, signal: AbortSignal): Promise<FineTuningJob | undefined> {
    const adapter = this.adapters.get().find(({ id }) => name.startsWith(`${id}:`));
    const id = adapter && name.slice(adapter.id.length + 1);
    if (id === '') throw unknownJob(name, this.#state.get().jobs);
    const job = id === undefined ? undefined : await adapter?.get(id, { signal });
    return job && this.#told(job);
  }

  #told(job: FineTuningJob): FineTuningJob {
    return toldJob(job, { redact: this.#redact, now: this.#options.clock.now() });
  }

  readonly #redact = (text: string): string => this.#options.redact?.(text) ?? text;

  #follow(all: readonly FineTuningAdapter[]): void {
    const ids = new Set(all.map(({ id }) => id));
    for (const id of this.#followed) {
      if (ids.has(id)) continue;
      this.#followed.delete(id);
      this.#poller.leave(id);
      this.#dispatch({ type: 'left', adapterId: id });
    }
    for (const adapter of all) {
      if (this.#followed.has(adapter.id)) continue;
      this.#followed.add(adapter.id);
      this.#poller.follow(adapter);
      if (this.#poller.isWatched) void this.#look(adapter.id);
    }
  }

  /** Those who look at the same time share one look; what changes during it is looked at once more. Never rejects. */
  #look(id: string, hasChanged = false): Promise<void> {
    const running = this.#looks.get(id);
    if (running) {
      running.again ||= hasChanged;
      return running.done;
    }
    const look: Look = { again: false, done: Promise.resolve() };
    this.#looks.set(id, look);
    look.done = this.#lookUntilStill(id, look);
    return look.done;
  }

  async #lookUntilStill(id: string, look: Look): Promise<void> {
    this.#dispatch({ type: 'look-start' });
    await this.#lookOnce(id);
    while (look.again && !this.#released.signal.aborted) {
      look.again = false;
      await this.#lookOnce(id);
    }
    this.#looks.delete(id);
    this.#dispatch({ type: 'look-end', at: this.#options.clock.now() });
  }

  async #lookOnce(id: string): Promise<void> {
    const adapter = this.adapters.get().find((each) => each.id === id);
    if (!adapter) return;
    const kind = adapter.availability().kind;
    if (kind === 'not-offered' || kind === 'needs-setup') return this.#dispatch({ type: 'left', adapterId: id });
    const asked = (this.#order += 1);
    try {
      const listed = await adapter.list({ signal: this.#released.signal });
      const jobs = listed.map((job) => this.#told(job));
      this.#dispatch({ type: 'listed', adapterId: id, jobs, asked });
      this.#poller.looked(id, true);
    } catch (error) {
      this.#failed(id, error);
    }
  }

  #failed(adapterId: string, error: unknown): void {
    if (this.#released.signal.aborted) return;
    if (!DevmgrError.isInstance(error))
      this.#options.log.error(`${adapterId}: its fine-tuning jobs were not listed`, error);
    const { message, hint } = DevmgrError.isInstance(error)
      ? error
      : { message: 'its jobs could not be listed', hint: 'See the log: F5' };
    this.#dispatch({ type: 'failed', adapterId, message, hint });
    this.#poller.looked(adapterId, false);
  }

  #touch(adapterId: string, id: string, job: FineTuningJob | undefined): void {
    this.#dispatch({ type: 'touched', adapterId, id, touch: { order: (this.#order += 1), job } });
    void this.#look(adapterId, true);
  }

  #dispatch(action: JobAction): void {
    if (this.#released.signal.aborted) return;
    const before = this.#state.get();
    this.#book = reduceJobs(this.#book, action);
    const after = jobState(this.#book);
    this.#state.set(after);
    for (const job of after.jobs) this.#tellEnd(before, job);
  }

  /** Once, of a job that was seen running. */
  #tellEnd({ jobs }: FineTuningState, job: FineTuningJob): void {
    const was = jobs.find(({ id, adapterId }) => id === job.id && adapterId === job.adapterId);
    if (!was || isEnded(was) || !isEnded(job)) return;
    const { log } = this.#options;
    if (job.status === 'failed') log.warn(endedLine(job));
    else log.info(endedLine(job));
  }
}

/** Whoever waits may leave; the work goes on for the others. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const left = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
