import { Worker } from 'node:worker_threads';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ChunkAnswer, ChunkRequest } from './chunk-messages.js';
import type { FileToPrepare, PreparedFile } from './prepared-file.js';

export interface ChunkThreadOptions {
  /** The built `chunk.worker.js`. */
  readonly file: string | URL;
  /** `ChunkWorkerData`. */
  readonly data: unknown;
  /** Longer than this no file takes; then the thread hangs and is ended. Its start is no part of it. */
  readonly fileLimitMs: number;
  readonly onOutput: (text: string) => void;
}

/** The thread ended while it had the file. */
export class ThreadDied extends Error {
  constructor(
    reason: string,
    /** Whether it was at work on this file, and not on one before. */
    readonly wasAtWork: boolean,
  ) {
    super(reason);
  }
}

/** A thread that has not begun by then never will. A busy machine takes seconds. */
const START_LIMIT_MS = 60_000;

interface WaitingFile {
  resolve(prepared: PreparedFile): void;
  reject(error: Error): void;
}

/** A running `chunk.worker.ts`. It works on its files one after the other. */
export class ChunkThread {
  readonly #worker: Worker;
  readonly #fileLimitMs: number;
  readonly #waiting: WaitingFile[] = [];
  #limit: NodeJS.Timeout | undefined;
  #isReady = false;
  #endReason: string | undefined;
  #isOver = false;

  constructor({ file, data, fileLimitMs, onOutput }: ChunkThreadOptions) {
    this.#fileLimitMs = fileLimitMs;
    this.#worker = new Worker(file, { name: 'chunk', workerData: data, execArgv: [], stdout: true, stderr: true });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) stream.setEncoding('utf8').on('data', onOutput);
    this.#worker.on('message', (answer: ChunkAnswer) => this.#receive(answer));
    this.#worker.on('error', (error) => (this.#endReason ??= error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (code) => this.#ended(this.#endReason ?? `it ended with code ${code}`));
  }

  /** How many files it has. */
  get load(): number {
    return this.#waiting.length;
  }

  /** Whether it takes no files any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Rejects with `ThreadDied`, or with a `DevmgrError` when such threads cannot work here. */
  prepare(file: FileToPrepare): Promise<PreparedFile> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#waiting.length === 1) this.#watch();
      this.#worker.postMessage({ file } satisfies ChunkRequest);
    });
  }

  async end(reason: string): Promise<void> {
    this.#isOver = true;
    this.#endReason ??= reason;
    await this.#worker.terminate();
  }

  #receive(answer: ChunkAnswer): void {
    this.#isReady = true;
    if (answer.kind === 'ready') return this.#watch();
    if (answer.kind === 'failed') {
      this.#rejectAll(() => cannotWork(answer.message));
      void this.end(answer.message);
    } else {
      this.#waiting.shift()?.resolve(answer.prepared);
      this.#watch();
    }
  }

  /** From when a file is the first one on, and the thread can work. */
  #watch(): void {
    clearTimeout(this.#limit);
    if (this.#waiting.length === 0) return;
    this.#limit = this.#isReady
      ? setTimeout(() => void this.end('a file took too long'), this.#fileLimitMs)
      : setTimeout(() => void this.end('a thread did not start'), START_LIMIT_MS);
  }

  #ended(reason: string): void {
    this.#isOver = true;
    // One that never began did not fail because of a file.
    this.#rejectAll((place) => (this.#isReady ? new ThreadDied(reason, place === 0) : cannotWork(reason)));
  }

  #rejectAll(error: (place: number) => Error): void {
    clearTimeout(this.#limit);
    for (const [place, file] of this.#waiting.splice(0).entries()) file.reject(error(place));
  }
}

function cannotWork(reason: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: `Files cannot be divided for the code index: ${reason}`,
    hint: 'Install devmgr again if this stays; `devmgr logs` has more of it',
    exitCode: ExitCode.unavailable,
  });
}
