import type { FileToRead } from './plan-refresh.js';

const [fewestFiles, mostFiles] = [4, 64];
const mostBytes = 2_000_000;
/** Milliseconds: shorter batches cost more in all, longer ones are more to lose and hold progress up. */
const [short, long] = [400, 1_200];

/** How many files are written at once: many when that is fast, few when each waits for a slow embedder. */
export class BatchSize {
  readonly #now: () => number;
  #files = 16;

  constructor(now: () => number) {
    this.#now = now;
  }

  isReached(files: readonly FileToRead[]): boolean {
    return files.length >= this.#files || files.reduce((bytes, { size }) => bytes + size, 0) >= mostBytes;
  }

  /** Learns from how long the writing of a batch takes. */
  async measure(write: () => Promise<void>): Promise<void> {
    const start = this.#now();
    await write();
    const took = this.#now() - start;
    if (took < short) this.#files = Math.min(mostFiles, this.#files * 2);
    if (took > long) this.#files = Math.max(fewestFiles, Math.floor(this.#files / 2));
  }
}
