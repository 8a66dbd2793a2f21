import { Worker } from 'node:worker_threads';
import type { Disposable } from 'devmgr/plugin-api';
import type { ColourRuns } from './colour-runs.js';
import type { HighlightAnswer, HighlightRequest } from './highlight-messages.js';

export interface HighlightThreadOptions {
  /** `highlight.worker.js`. */
  readonly file: URL;
  /** What one text may take, in milliseconds: grammars are regular expressions, and some texts are bad for them. */
  readonly textLimitMs?: number;
  /** How long it stays without work, in milliseconds. */
  readonly idleMs?: number;
}

interface Task {
  resolve(runs: ColourRuns): void;
  reject(error: Error): void;
}

const TEXT_LIMIT_MS = 5_000;
const IDLE_MS = 60_000;
/** Colours never need more; a text that does must not take the whole program's memory. */
const MOST_MEMORY_MB = 256;

/**
 * The thread that colours, started when it is needed and ended when it has been idle. It never keeps the program running.
 * One text at a time.
 */
export class HighlightThread implements Disposable {
  readonly #options: HighlightThreadOptions;
  #worker: Worker | undefined;
  #task: Task | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HighlightThreadOptions) {
    this.#options = options;
  }

  /** Whether there is a thread at the moment. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** Rejects when the thread cannot be started, dies or takes too long; the next call starts another one. */
  colour(text: string, language: string): Promise<ColourRuns> {
    return new Promise((resolve, reject) => {
      this.#task = { resolve, reject };
      this.#endAfter(this.#options.textLimitMs ?? TEXT_LIMIT_MS, 'it took too long');
      this.#worker ??= this.#start();
      this.#worker.postMessage({ text, language } satisfies HighlightRequest);
    });
  }

  async dispose(): Promise<void> {
    await this.#end('it is not needed any more');
  }

  #start(): Worker {
    const worker = new Worker(this.#options.file, {
      name: 'highlight',
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    worker.unref();
    worker.on('message', (answer: HighlightAnswer) => this.#receive(answer));
    worker.on('error', (error) => void this.#end(error instanceof Error ? error.message : String(error), worker));
    worker.on('exit', () => void this.#end('it ended', worker));
    return worker;
  }

  #receive(answer: HighlightAnswer): void {
    if (answer.kind === 'ready') return;
    const task = this.#task;
    this.#task = undefined;
    this.#endAfter(this.#options.idleMs ?? IDLE_MS, 'it was idle');
    if (answer.kind === 'coloured') task?.resolve(answer.runs);
    else task?.reject(new Error(answer.message));
  }

  #endAfter(ms: number, reason: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#end(reason), ms);
    this.#timer.unref();
  }

  /** `of`: only if it is still that one. */
  async #end(reason: string, of = this.#worker): Promise<void> {
    if (!of || of !== this.#worker) return;
    clearTimeout(this.#timer);
    this.#worker = undefined;
    const task = this.#task;
    this.#task = undefined;
    task?.reject(new Error(`the thread that colours: ${reason}`));
    await of.terminate();
  }
}
