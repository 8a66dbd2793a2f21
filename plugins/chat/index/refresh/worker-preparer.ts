import { availableParallelism } from 'node:os';
import type { ChunkWorkerData } from './chunk-messages.js';
import { ChunkThread, ThreadDied } from './chunk-thread.js';
import type { Log } from './log.js';
import type { FilePreparer, FileToPrepare, PreparedFile } from './prepared-file.js';

export interface WorkerPreparerOptions {
  /** The built `chunk.worker.js`. */
  readonly workerFile: string | URL;
  readonly data: ChunkWorkerData;
  readonly log: Log;
  /** Default: two, and with more cores all but one, at most 4. */
  readonly threads?: number;
  /** Milliseconds that one file may take. Default 30 s. */
  readonly fileLimitMs?: number;
}

/** So that a thread has work while the one that gives it is busy. */
const filesPerThread = 6;
/** How often threads may die of a file before it is left out. */
const mostDeaths = 2;

interface Job {
  readonly file: FileToPrepare;
  readonly signal: AbortSignal;
  deaths: number;
  resolve(prepared: PreparedFile): void;
  reject(error: unknown): void;
}

/** Prepares files on threads of its own. They are started with the first files; one that dies is replaced. */
export class WorkerPreparer implements FilePreparer {
  readonly concurrency: number;
  readonly #options: WorkerPreparerOptions;
  readonly #count: number;
  readonly #threads = new Set<ChunkThread>();
  readonly #queue: Job[] = [];
  /** Also those that threads work on. */
  readonly #jobs = new Set<Job>();
  #isDisposed = false;

  constructor(options: WorkerPreparerOptions) {
    this.#options = options;
    this.#count = options.threads ?? defaultThreads();
    this.concurrency = this.#count * filesPerThread;
  }

  async prepare(file: FileToPrepare, { signal }: { readonly signal: AbortSignal }): Promise<PreparedFile> {
    signal.throwIfAborted();
    if (this.#isDisposed) throw wasStopped();
    let job: Job | undefined;
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<PreparedFile>((resolve, reject) => {
        onAbort = () => reject(signal.reason as Error);
        signal.addEventListener('abort', onAbort, { once: true });
        job = { file, signal, deaths: 0, resolve, reject };
        this.#jobs.add(job);
        this.#queue.push(job);
        this.#pump();
      });
    } finally {
      if (onAbort) signal.removeEventListener('abort', onAbort);
      if (job) this.#jobs.delete(job);
    }
  }

  /** Ends the threads. What they were at work on rejects. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#queue.length = 0;
    for (const job of this.#jobs) job.reject(wasStopped());
    await Promise.all([...this.#threads].map((thread) => thread.end('it was stopped')));
  }

  #pump(): void {
    while (this.#queue.length > 0) {
      const thread = this.#freeThread();
      const job = thread && this.#queue.shift();
      if (!job) return;
      if (!job.signal.aborted) void this.#run(job, thread);
    }
  }

  #freeThread(): ChunkThread | undefined {
    for (const thread of this.#threads) if (thread.isOver) this.#threads.delete(thread);
    const [idlest] = [...this.#threads].sort((a, b) => a.load - b.load);
    if (this.#threads.size < this.#count && (idlest === undefined || idlest.load > 0)) return this.#start();
    return idlest && idlest.load < filesPerThread ? idlest : undefined;
  }

  #start(): ChunkThread {
    const { workerFile, data, fileLimitMs = 30_000, log } = this.#options;
    const onOutput = (text: string) => log('debug', `chunk.worker: ${text.trimEnd()}`);
    const thread = new ChunkThread({ file: workerFile, data, fileLimitMs, onOutput });
    this.#threads.add(thread);
    return thread;
  }

  async #run(job: Job, thread: ChunkThread): Promise<void> {
    try {
      job.resolve(await thread.prepare(job.file));
    } catch (error) {
      if (error instanceof ThreadDied) this.#tryAgain(job, error);
      else job.reject(error);
    }
    this.#pump();
  }

  #tryAgain(job: Job, { message, wasAtWork }: ThreadDied): void {
    if (this.#isDisposed) return;
    if (wasAtWork) {
      job.deaths += 1;
      this.#options.log('warn', `A thread of the code index ended at ${job.file.path}: ${message}`);
    }
    if (job.deaths < mostDeaths) this.#queue.unshift(job);
    else job.resolve(unreadable(job.file));
  }
}

function wasStopped(): Error {
  return new DOMException('The preparer was stopped', 'AbortError');
}

function unreadable({ path }: FileToPrepare): PreparedFile {
  return { kind: 'skipped', path, reason: 'unreadable' };
}

/** Dividing takes twice as long as embedding and writing: on two cores, one thread of it would leave half of the other idle. */
function defaultThreads(): number {
  const cores = availableParallelism();
  return Math.min(cores, Math.max(2, cores - 1), 4);
}
