import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { ProgressQueue } from './progress-queue.js';
import type { RefreshScope } from './run-refresh.js';

type Work = (signal: AbortSignal, report: (progress: IndexProgress) => void) => Promise<void>;

/** One refresh that any number of readers follow. It is stopped when the last of them leaves. */
export class RefreshRun {
  readonly scope: RefreshScope;
  /** Settles when it is over, however it ended. Never rejects. */
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  readonly #readers = new Set<ProgressQueue>();

  constructor(scope: RefreshScope, work: Work) {
    this.scope = scope;
    const report = (progress: IndexProgress) => this.#readers.forEach((reader) => reader.push(progress));
    // A turn later, so that who began it follows it from its first event.
    this.ended = Promise.resolve()
      .then(() => work(this.#abort.signal, report))
      .then(
        () => this.#end(),
        (error: unknown) => this.#end(error as Error),
      );
  }

  /** What happens from now on. An aborted reader just ends, the last one when the work has ended. */
  follow(signal: AbortSignal): AsyncIterable<IndexProgress> {
    const reader = new ProgressQueue();
    this.#readers.add(reader);
    const onAbort = () => {
      if (this.#readers.size === 1) this.#abort.abort(signal.reason);
      else this.#leave(reader);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const release = () => {
      signal.removeEventListener('abort', onAbort);
      this.#leave(reader);
    };
    return readUntilReleased(reader, release);
  }

  stop(): Promise<void> {
    this.#abort.abort();
    return this.ended;
  }

  #leave(reader: ProgressQueue): void {
    reader.end();
    if (this.#readers.delete(reader) && this.#readers.size === 0) this.#abort.abort();
  }

  #end(error?: Error): void {
    const isWanted = error === undefined || this.#abort.signal.aborted;
    for (const reader of this.#readers) reader.end(isWanted ? undefined : error);
  }
}

async function* readUntilReleased(reader: ProgressQueue, release: () => void): AsyncGenerator<IndexProgress, void> {
  try {
    yield* reader.read();
  } finally {
    release();
  }
}
