import type { FilePreparer } from './prepared-file.js';

export interface PreparersOptions {
  readonly openInThread: () => FilePreparer;
  readonly openWorkers: () => FilePreparer;
}

/** Fewer files than this are ready before the threads for them are. */
const worthThreads = 40;

/** Who prepares the files of a run: this thread a few, threads of their own many. */
export class Preparers {
  readonly #options: PreparersOptions;
  #inThread: FilePreparer | undefined;

  constructor(options: PreparersOptions) {
    this.#options = options;
  }

  /** Threads end with the run: between two runs they would hold memory for nothing. */
  async use<T>(files: number, run: (preparer: FilePreparer) => Promise<T>): Promise<T> {
    if (files < worthThreads) return run((this.#inThread ??= this.#options.openInThread()));
    const workers = this.#options.openWorkers();
    try {
      return await run(workers);
    } finally {
      await workers.dispose();
    }
  }

  async dispose(): Promise<void> {
    await this.#inThread?.dispose();
    this.#inThread = undefined;
  }
}
