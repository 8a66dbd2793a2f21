import { realpath } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Chunker } from '../chunk/chunk.js';
import { prepareFile, type PrepareContext } from './prepare-file.js';
import type { FilePreparer, FileToPrepare, PreparedFile } from './prepared-file.js';

export interface InThreadOptions {
  readonly root: string;
  readonly openChunker: () => Promise<Chunker>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Prepares one file after the other on the thread that it is on: for a few files nothing is faster. */
export class InThreadPreparer implements FilePreparer {
  readonly concurrency = 1;
  readonly #options: InThreadOptions;
  #context: Promise<PrepareContext> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: InThreadOptions) {
    this.#options = options;
  }

  prepare(file: FileToPrepare, { signal }: { readonly signal: AbortSignal }): Promise<PreparedFile> {
    const prepared = this.#last.then(async () => {
      // Between two files others have their turn: somebody who wants to end this, for example.
      await nextTurn();
      signal.throwIfAborted();
      return prepareFile(file, await this.#open());
    });
    this.#last = prepared.catch(() => undefined);
    return prepared;
  }

  async dispose(): Promise<void> {
    await this.#last;
    this.#context = undefined;
  }

  #open(): Promise<PrepareContext> {
    this.#context ??= this.#makeContext().catch((error: unknown) => {
      // The next file tries again.
      this.#context = undefined;
      throw error;
    });
    return this.#context;
  }

  async #makeContext(): Promise<PrepareContext> {
    const { root, openChunker, ...rest } = this.#options;
    const [realRoot, chunker] = await Promise.all([realpath(root), openChunker()]);
    return { ...rest, root: realRoot, chunker };
  }
}
