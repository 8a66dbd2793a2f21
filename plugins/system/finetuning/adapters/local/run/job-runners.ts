import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Processes } from 'devmgr/plugin-api';
import type { JobStore } from '../jobs/job-store.js';
import { RUN_JOBS } from './run-jobs-word.js';

export interface JobRunnersOptions {
  readonly store: JobStore;
  readonly processes: Pick<Processes, 'startDetached'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Of the project. */
  readonly root: string;
  /** Of the command line that has fine-tuning; a copy of the plugin has another than `finetune`. */
  readonly word: string;
  readonly maxJobs: () => number;
}

/** A devmgr needs about a second until it has taken its place; whoever looks meanwhile starts no other. */
const BEGIN_MS = 8_000;

/** Devmgrs in the background that run the jobs of a project, as many as may run at once: each has a place, and goes when no job waits. */
export class JobRunners {
  readonly #options: JobRunnersOptions;
  #startedAt = -BEGIN_MS;
  #waitedFor = '';

  constructor(options: JobRunnersOptions) {
    this.#options = options;
  }

  /** Starts as many as are missing for jobs that wait. Rejects when none can be started. */
  async ensure(): Promise<void> {
    const { store, clock } = this.#options;
    const waiting = await store.waiting();
    const first = waiting[0]?.order.id;
    if (first === undefined) return;
    const free = (await this.#places()).filter((isFree) => isFree).length;
    const isBeginning = clock.now() - this.#startedAt < BEGIN_MS && this.#waitedFor === first;
    if (free === 0 || isBeginning) return;
    this.#startedAt = clock.now();
    this.#waitedFor = first;
    for (let count = Math.min(free, waiting.length); count > 0; count -= 1) await this.#start();
  }

  /** Takes a place for this devmgr; `undefined`: all are taken. */
  async takePlace(): Promise<string | undefined> {
    const { store, maxJobs } = this.#options;
    for (let at = 0; at < maxJobs(); at += 1) {
      if ((await store.claims.take(place(at))) === undefined) return place(at);
    }
    return undefined;
  }

  #places(): Promise<readonly boolean[]> {
    const { store, maxJobs } = this.#options;
    const places = Array.from({ length: maxJobs() }, (_, at) => place(at));
    return Promise.all(places.map(async (name) => (await store.claims.holder(name)) === undefined));
  }

  async #start(): Promise<void> {
    const { store, processes, root, word } = this.#options;
    await mkdir(store.dir, { recursive: true, mode: 0o700 });
    const args = [word, 'list', '--project', root, '--', RUN_JOBS];
    await processes.startDetached({ args, cwd: root, outputFile: join(store.dir, 'runner.txt') });
  }
}

function place(at: number): string {
  return `place-${at}`;
}
