import type { Clock, Logger } from 'devmgr/plugin-api';
import type { JobFolder } from '../jobs/job-folder.js';
import type { JobRecord } from '../jobs/job-record.js';
import { metricStep, NOTHING_TOLD, reduceTraining, type TrainingState } from '../protocol/training-state.js';
import type { TrainingNews } from '../protocol/training-news.js';
import { LogFile } from './log-file.js';

export interface JobJournalOptions {
  readonly folder: JobFolder;
  readonly record: JobRecord;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'warn'>;
  readonly redact: (text: string) => string;
  /** Others are told that something has changed. */
  readonly announce: () => Promise<void>;
}

interface Waiting {
  readonly events: object[];
  readonly metrics: object[];
  readonly checkpoints: object[];
}

/** A program may tell as much as it likes; of each kind this much is kept. */
const MOST = 200_000;
const LONGEST_EVENT = 2_000;

/** Keeps what a job tells, and writes it when `flush` is called. A full disk costs what was to be written, and not the training. */
export class JobJournal {
  readonly #options: JobJournalOptions;
  readonly #logFile: LogFile;
  readonly #counts = { events: 0, metrics: 0, checkpoints: 0 };
  #waiting: Waiting = { events: [], metrics: [], checkpoints: [] };
  #record: JobRecord;
  #state: TrainingState = NOTHING_TOLD;
  #isDirty = true;
  #failedBefore = false;

  constructor(options: JobJournalOptions) {
    this.#options = options;
    this.#record = options.record;
    this.#logFile = new LogFile(options.folder.logFile);
  }

  get state(): TrainingState {
    return this.#state;
  }

  get record(): JobRecord {
    return this.#record;
  }

  set(change: Partial<JobRecord>): void {
    const { error } = change;
    const { redact } = this.#options;
    const told = error && { message: redact(error.message), code: error.code && redact(error.code) };
    this.#record = { ...this.#record, ...change, ...(told && { error: told }) };
    this.#isDirty = true;
  }

  tell(news: TrainingNews): void {
    const at = this.#options.clock.now();
    if (news.type === 'event') this.#event(at, news.level, news.message, news.step);
    if (news.type === 'metric') {
      const step = metricStep(this.#state, news.metric);
      this.#keep('metrics', { ...news.metric, step, at });
    }
    if (news.type === 'checkpoint')
      this.#keep('checkpoints', { path: news.path, step: news.step, metrics: news.metrics, at });
    this.#state = reduceTraining(this.#state, news);
    const { progress, loss, recentLosses, trainedTokens } = this.#state;
    this.set({ progress, loss, recentLosses, trainedTokens, updatedAt: at });
  }

  event(level: 'info' | 'warn' | 'error', message: string): void {
    this.#event(this.#options.clock.now(), level, message, undefined);
    this.#isDirty = true;
  }

  /** What it printed: in the file as little of a secret is left as on the screen. */
  lines(lines: readonly string[]): void {
    this.#logFile.add(this.#options.redact(lines.join('\n')).split('\n'));
  }

  /** Never rejects. False when the disk refused. */
  async flush(): Promise<boolean> {
    const { folder, announce } = this.#options;
    const waiting = this.#waiting;
    this.#waiting = { events: [], metrics: [], checkpoints: [] };
    try {
      await this.#logFile.flush();
      for (const name of ['events', 'metrics', 'checkpoints'] as const)
        if (waiting[name].length > 0) await folder.append(name, waiting[name]);
      if (this.#isDirty) {
        this.#isDirty = false;
        await folder.writeRecord(this.#record);
        await announce();
      }
      this.#failedBefore = false;
      return true;
    } catch (error) {
      this.#isDirty = true;
      if (!this.#failedBefore) this.#options.log.warn(`What a fine-tuning job tells is not kept: ${String(error)}`);
      this.#failedBefore = true;
      return false;
    }
  }

  #event(at: number, level: string, message: string, step: number | undefined): void {
    const text = this.#options.redact(message).slice(0, LONGEST_EVENT);
    this.#keep('events', { id: String(this.#counts.events), at, level, message: text, step });
  }

  #keep(name: keyof Waiting, value: object): void {
    this.#counts[name] += 1;
    if (this.#counts[name] <= MOST) this.#waiting[name].push(value);
  }
}
