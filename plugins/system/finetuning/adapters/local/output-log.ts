import type { Clock, Disposable, Secrets } from 'devmgr/plugin-api';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { Pace } from '../../data/pace.js';
import { isEnded } from '../../is-ended.js';
import type { StoredJob } from './jobs/job-store.js';
import { GrowingFile } from './read/growing-file.js';

export interface OutputLogOptions {
  readonly log: Pick<LogStore, 'append'>;
  readonly clock: Clock;
  /** Learn those that jobs get. */
  readonly secrets: Pick<Secrets, 'addVariables'>;
  /** Nothing is logged any more. */
  readonly signal: AbortSignal;
}

const LOOK_EVERY_MS = 500;
/** Of what a job prints between two looks no more than this is logged: the log is for all, and lines cost time. */
const MOST_BYTES = 64 * 1024;

/**
 * Logs what jobs of this machine print, wherever they run, under the name of each, from the moment on at which it is first seen. The devmgr
 * that runs a job writes it to a log file.
 */
export class OutputLog implements Disposable {
  readonly #options: OutputLogOptions;
  readonly #files = new Map<string, GrowingFile>();
  /** Jobs that had ended when they were first seen, or whose last lines were read. */
  readonly #done = new Set<string>();
  #ended = new Set<string>();
  #timer: Disposable | undefined;
  #looks: Promise<void> = Promise.resolve();

  constructor(options: OutputLogOptions) {
    this.#options = options;
  }

  /** The jobs as they are now. One that waits is logged from its beginning, one that runs from now on. */
  follow(jobs: readonly StoredJob[]): void {
    for (const job of jobs) this.#see(job);
    this.#ended = new Set(jobs.filter(({ record }) => isEnded(record)).map(({ order }) => order.id));
    const { clock } = this.#options;
    if (this.#files.size > 0 && !this.#options.signal.aborted)
      this.#timer ??= clock.setInterval(() => this.#lookAgain(), LOOK_EVERY_MS);
  }

  dispose(): void {
    void this.#timer?.dispose();
  }

  #see({ order: { id, env }, record, folder }: StoredJob): void {
    if (this.#files.has(id) || this.#done.has(id)) return;
    if (isEnded(record)) return void this.#done.add(id);
    this.#options.secrets.addVariables(env);
    const file = new GrowingFile(folder.logFile, MOST_BYTES);
    this.#files.set(id, file);
    if (record.status !== 'queued') this.#looks = this.#looks.then(() => file.skipAll());
  }

  #lookAgain(): void {
    // Rejects only when it is not wanted any more.
    this.#looks = this.#looks.then(() => this.#look()).catch(() => undefined);
  }

  async #look(): Promise<void> {
    for (const [id, file] of this.#files) {
      // Its end is written after its last lines.
      const isLast = this.#ended.has(id);
      await this.#logAdded(id, file);
      if (!isLast) continue;
      this.#files.delete(id);
      this.#done.add(id);
    }
    if (this.#files.size > 0) return;
    void this.#timer?.dispose();
    this.#timer = undefined;
  }

  async #logAdded(id: string, file: GrowingFile): Promise<void> {
    const { log, signal } = this.#options;
    const pace = new Pace(signal);
    const source = `finetune:${id}`;
    const { lines, skippedBytes } = await file.next();
    signal.throwIfAborted();
    if (skippedBytes > 0) {
      const message = `… ${Math.ceil(skippedBytes / 1024)} KB more were printed: devmgr finetune show ${id} names the file that has them`;
      log.append({ source, message, level: 'warn', isWrittenElsewhere: true });
    }
    for (const message of lines) {
      log.append({ source, message, isWrittenElsewhere: true });
      if (pace.isDue) await pace.rest();
    }
  }
}
